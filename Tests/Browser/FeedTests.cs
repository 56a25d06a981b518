using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed partial class FeedTests(BrowserFixture browser)
{
    private const string Picture = "/favicon.svg";

    [BrowserFact]
    public async Task The_feed_grows_as_it_is_scrolled_and_is_found_again_on_the_way_back()
    {
        await using var nia = await browser.Someone();
        await nia.SignUp("nia");
        await ServeFeedOf(nia, pages: 3, pageSize: 10);
        await nia.Link("Home").First.ClickAsync();
        await Expect(nia.Posts.First).ToBeVisibleAsync();
        await nia.Page.Mouse.MoveAsync(600, 400);
        while (!await nia.Page.GetByText("You have seen everything.").IsVisibleAsync())
        {
            await nia.Page.Mouse.WheelAsync(0, 2500);
            await nia.Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await Expect(nia.Posts).ToHaveCountAsync(30);
        await nia.Posts.Nth(20).GetByRole(AriaRole.Link, new() { Name = "Open the post" }).ClickAsync();
        await Expect(nia.Heading("Post")).ToBeFocusedAsync();
        await nia.Page.GoBackAsync();
        await Expect(nia.Posts).ToHaveCountAsync(30);
        await Expect(nia.Posts.Nth(20)).ToBeInViewportAsync();
    }

    [BrowserFact]
    public async Task Two_taps_like_a_photo_and_two_more_leave_it_liked()
    {
        await using var ole = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await ole.SignUp("ole");
        await ole.ChoosePhotos(photo.Path);
        await ole.Share("");
        var picture = ole.Page.GetByAltText("Photo without a description");
        await picture.DblClickAsync();
        await Expect(ole.Button("Like")).ToHaveAttributeAsync("aria-pressed", "true");
        await picture.DblClickAsync();
        await Expect(ole.Page.GetByText("1 like", new() { Exact = true })).ToBeVisibleAsync();
        await ole.Button("Like").ClickAsync();
        await Expect(ole.Page.GetByText("Be the first to like this")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_like_that_the_server_refuses_is_taken_back()
    {
        await using var pia = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await pia.SignUp("pia");
        await pia.ChoosePhotos(photo.Path);
        await pia.Share("");
        await pia.Page.RouteAsync(LikePath(), route => Refuse(route, 404, "not_found"));
        await pia.Button("Like").ClickAsync();
        await Expect(pia.Page.GetByText("This is no longer available.")).ToBeVisibleAsync();
        await Expect(pia.Button("Like")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [BrowserFact]
    public async Task Markup_in_a_caption_stays_text()
    {
        const string Caption = "<img src=x onerror=alert(1)> <b>bold</b> &amp; @nobody_here #tag";
        await using var quin = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await quin.SignUp("quin");
        await quin.ChoosePhotos(photo.Path);
        await quin.Share(Caption);
        await Expect(quin.Posts).ToContainTextAsync(Caption);
        await Expect(quin.Posts.Locator("b, img[src=x]")).ToHaveCountAsync(0);
        await Expect(quin.Link("@nobody_here")).ToHaveAttributeAsync("href", "/u/nobody_here");
        Assert.Empty(quin.Complaints);
    }

    [BrowserFact]
    public async Task A_dead_access_token_is_renewed_once_and_unnoticed()
    {
        await using var rob = await browser.Someone();
        await rob.SignUp("rob");
        await rob.Page.EvaluateAsync(
            """
            () => {
              const kept = JSON.parse(localStorage['orleans.session']);
              localStorage['orleans.session'] = JSON.stringify({ ...kept, accessToken: 'dead' });
            }
            """);
        var renewals = 0;
        rob.Page.Request += (_, request) =>
            renewals += request.Url.EndsWith("/auth/refresh", StringComparison.Ordinal) ? 1 : 0;
        await rob.Page.GotoAsync($"/u/{rob.Username}");
        await Expect(rob.Heading("Post your first photo")).ToBeVisibleAsync();
        Assert.Equal(1, renewals);
    }

    [BrowserFact]
    public async Task A_like_without_a_connection_is_sent_when_it_is_back()
    {
        await using var sam = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await sam.SignUp("sam");
        await sam.ChoosePhotos(photo.Path);
        await sam.Share("");
        await sam.Page.Context.SetOfflineAsync(true);
        await Expect(sam.Page.GetByText("You are offline.")).ToBeVisibleAsync();
        await sam.Button("Like").ClickAsync();
        await Expect(sam.Button("1 like")).ToBeVisibleAsync();
        var sent = sam.Page.WaitForResponseAsync(response => LikePath().IsMatch(response.Url) && response.Ok);
        await sam.Page.Context.SetOfflineAsync(false);
        await sent;
        await sam.Page.ReloadAsync();
        await Expect(sam.Button("1 like")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_photo_comes_although_the_cookie_for_photos_is_lost()
    {
        await using var ria = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await ria.SignUp("ria");
        await ria.BecomePrivate();
        await ria.ChoosePhotos(photo.Path);
        await ria.Share("Still here");
        await ria.Page.Context.ClearCookiesAsync();
        await ria.Page.ReloadAsync();
        await Person.ExpectLoaded(ria.Page.GetByAltText("Photo without a description"));
    }

    [BrowserFact]
    public async Task A_busy_server_is_asked_again_after_the_time_it_names()
    {
        await using var sol = await browser.Someone();
        await sol.SignUp("sol");
        var refusals = 0;
        await sol.Page.RouteAsync(FeedPath(), route =>
            ++refusals <= 2 ? Refuse(route, 503, "busy", retryAfterSeconds: "1") : route.ContinueAsync());
        await sol.Page.GotoAsync("/");
        await Expect(sol.Heading("Welcome, Sol")).ToBeVisibleAsync();
        Assert.Equal(3, refusals);
    }

    private static async Task ServeFeedOf(Person person, int pages, int pageSize)
    {
        await person.Page.RouteAsync(FeedPath(), async route =>
        {
            var cursor = CursorInQuery().Match(route.Request.Url);
            var page = cursor.Success ? int.Parse(cursor.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            var more = page + 1 < pages;
            await route.FulfillAsync(new()
            {
                ContentType = "application/json",
                Body = JsonSerializer.Serialize(new
                {
                    posts = Enumerable.Range(page * pageSize, pageSize).Select(Post),
                    cursor = more ? $"{page + 1}" : null,
                    hasMore = more,
                }),
            });
        });
    }

    private static object Post(int number) => new
    {
        id = $"{9000 + number}",
        author = new { id = "1", username = "hills", displayName = "", isPrivate = false, isVerified = false },
        status = "published",
        caption = $"Hill {number}",
        media = new[]
        {
            new
            {
                id = $"{7000 + number}",
                kind = "image",
                width = 1000,
                height = 900,
                blurhash = "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
                urls = new { thumbnail = Picture, small = Picture, medium = Picture, large = Picture },
            },
        },
        likeCount = number,
        commentCount = 0,
        viewer = new { liked = false, saved = false },
        createdAt = "2026-01-01T00:00:00.000Z",
    };

    private static Task Refuse(IRoute route, int status, string code, string? retryAfterSeconds = null) =>
        route.FulfillAsync(new()
        {
            Status = status,
            ContentType = "application/problem+json",
            Headers = retryAfterSeconds is null
                ? []
                : new Dictionary<string, string> { ["Retry-After"] = retryAfterSeconds },
            Body = JsonSerializer.Serialize(new { status, code, title = "Refused for the test." }),
        });

    [GeneratedRegex(@"/api/v1/feed\?")]
    private static partial Regex FeedPath();

    [GeneratedRegex("/api/v1/posts/[0-9]+/like$")]
    private static partial Regex LikePath();

    [GeneratedRegex("[?&]cursor=([0-9]+)")]
    private static partial Regex CursorInQuery();
}
