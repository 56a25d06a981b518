using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Instagram.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed partial class ExploreTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_photo_of_someone_not_followed_is_discovered_and_opens()
    {
        await using var ana = await browser.Someone();
        await using var ben = await browser.Someone();
        using var photo = PhotoFile.Hills(seed: 5);
        await ana.SignUp("ana");
        await ana.ChoosePhotos(photo.Path);
        var post = await ana.Share("Found by chance");
        await ben.SignUp("ben");
        var tile = ben.Page.Locator($"a.tile[href='{post}']");
        await Discover(ben, tile);
        await tile.ClickAsync();
        await Expect(ben.Page.GetByText("Found by chance")).ToBeVisibleAsync();
        await ben.Button("Like").ClickAsync();
        await Expect(ben.Page.GetByText("1 like", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(ben.Complaints);
    }

    [BrowserFact]
    public async Task The_grid_goes_on_as_it_is_scrolled_and_is_found_again_on_the_way_back()
    {
        await using var cleo = await browser.Someone();
        await cleo.SignUp("cleo");
        await ServeExploreOf(cleo, pages: 3, pageSize: 24);
        await cleo.Link("Explore").ClickAsync();
        await Expect(cleo.Page.Locator("a.tile").First).ToBeVisibleAsync();
        await cleo.Page.Mouse.MoveAsync(600, 400);
        while (await cleo.Page.Locator("a.tile").CountAsync() < 72)
        {
            await cleo.Page.Mouse.WheelAsync(0, 2500);
            await cleo.Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await cleo.Page.Locator("a.tile").Nth(50).ClickAsync();
        await Expect(cleo.Heading("Post")).ToBeFocusedAsync();
        await cleo.Page.GoBackAsync();
        await Expect(cleo.Page.Locator("a.tile")).ToHaveCountAsync(72);
        await Expect(cleo.Page.Locator("a.tile").Nth(50)).ToBeInViewportAsync();
    }

    [BrowserFact]
    public async Task What_is_trending_leads_to_its_page()
    {
        await using var dan = await browser.Someone();
        await dan.SignUp("dan");
        await dan.Page.RouteAsync(TrendingPath(), route => Answer(route, new
        {
            items = new[] { new { tag = "über_hügel", postCount = 12 } },
            cursor = (string?)null,
            hasMore = false,
        }));
        await dan.Link("Explore").ClickAsync();
        await dan.Link("über_hügel").ClickAsync();
        await Expect(dan.Heading("#über_hügel")).ToBeVisibleAsync();
        await Expect(dan.Heading("No posts with #über_hügel")).ToBeVisibleAsync();
    }

    /// <summary>Presses again until it is there: a change shows on explore within eight seconds.</summary>
    private static Task<int> Discover(Person person, ILocator tile) => Eventually.Becomes(
        async () =>
        {
            var answer = person.Page.WaitForResponseAsync(ExplorePath());
            await person.Link("Explore").ClickAsync();
            await answer;
            await Expect(person.Page.Locator(".loading")).ToHaveCountAsync(0);
            return await tile.CountAsync();
        },
        tiles => tiles > 0);

    private static Task<IAsyncDisposable> ServeExploreOf(Person person, int pages, int pageSize) =>
        person.Page.RouteAsync(ExplorePath(), async route =>
        {
            var cursor = CursorInQuery().Match(route.Request.Url);
            var page = cursor.Success ? int.Parse(cursor.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            await Answer(route, new
            {
                items = Enumerable.Range(page * pageSize, pageSize).Select(Post),
                cursor = page + 1 < pages ? $"{page + 1}" : null,
                hasMore = page + 1 < pages,
            });
        });

    private static Task Answer(IRoute route, object body) =>
        route.FulfillAsync(new() { ContentType = "application/json", Body = JsonSerializer.Serialize(body) });

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
                urls = new
                {
                    thumbnail = "/favicon.svg", small = "/favicon.svg", medium = "/favicon.svg", large = "/favicon.svg",
                },
            },
        },
        likeCount = number,
        commentCount = 0,
        viewer = new { liked = false, saved = false },
        createdAt = "2026-01-01T00:00:00.000Z",
    };

    [GeneratedRegex(@"/api/v1/explore\?")]
    private static partial Regex ExplorePath();

    [GeneratedRegex("/api/v1/trending/hashtags")]
    private static partial Regex TrendingPath();

    [GeneratedRegex("[?&]cursor=([0-9]+)")]
    private static partial Regex CursorInQuery();
}
