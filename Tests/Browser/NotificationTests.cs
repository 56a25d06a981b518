using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed partial class NotificationTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task What_others_do_arrives_without_a_reload()
    {
        await using var ana = await browser.Someone();
        await using var ben = await browser.Someone();
        await using var cleo = await browser.Someone();
        var post = await PostBy(ana, "ana");
        await ben.SignUp("ben");
        await cleo.SignUp("cleo");

        await ben.Page.GotoAsync(post);
        await ben.Button("Like").ClickAsync();
        var told = ana.Link($"{ben.Username} liked your post.");
        await Expect(told).ToBeVisibleAsync();
        await Expect(ana.Link("Notifications, 1 new")).ToBeVisibleAsync();

        await ana.Link("Notifications").ClickAsync();
        await Expect(Section(ana, "New")).ToContainTextAsync($"{ben.Username} liked your post");
        await Expect(ana.Link("Notifications, 1 new")).ToHaveCountAsync(0);
        await cleo.Page.GotoAsync(post);
        await cleo.Button("Like").ClickAsync();
        await Expect(Section(ana, "New").GetByRole(AriaRole.Listitem))
            .ToContainTextAsync($"{cleo.Username} and {ben.Username} liked your post");
        await cleo.Comment("What a light!");
        await Expect(Section(ana, "New").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);

        await ana.Link("commented on your post").ClickAsync();
        await Expect(ana.Comments.First).ToContainTextAsync("What a light!");
        await Expect(ana.Comments.First).ToBeInViewportAsync();
        await ana.Link("Notifications").ClickAsync();
        await Expect(Section(ana, "Earlier").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        Assert.Empty(ana.Complaints);
    }

    [BrowserFact]
    public async Task A_request_to_follow_leads_to_the_requests()
    {
        await using var dan = await browser.Someone();
        await using var eve = await browser.Someone();
        await dan.SignUp("dan");
        await dan.BecomePrivate();
        await eve.SignUp("eve");
        await eve.Follow(dan);
        await dan.Link($"{eve.Username} asked to follow you.").ClickAsync();
        await dan.Button($"Approve {eve.Username}").ClickAsync();
        await eve.Link($"{dan.Username} approved your follow request.").ClickAsync();
        await Expect(eve.Heading(dan.Username)).ToBeVisibleAsync();
        await dan.Link("Notifications").ClickAsync();
        await Expect(dan.Link("Follow requests")).ToContainTextAsync("No one is waiting");
    }

    [BrowserFact]
    public async Task New_posts_are_announced_over_the_feed_and_come_at_a_press()
    {
        await using var fay = await browser.Someone();
        await using var gil = await browser.Someone();
        await fay.SignUp("fay");
        await gil.SignUp("gil");
        await gil.Follow(fay);
        await Expect(gil.Button($"Unfollow {fay.Username}")).ToBeVisibleAsync();
        await gil.Link("Home").First.ClickAsync();
        await Expect(gil.Heading("Welcome, Gil")).ToBeVisibleAsync();
        using var photo = PhotoFile.Hills();
        await fay.ChoosePhotos(photo.Path);
        await fay.Share("Just now");
        await gil.Button("New posts").ClickAsync();
        await Expect(gil.Posts).ToContainTextAsync("Just now");
        await Expect(gil.Button("New posts")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_connection_that_breaks_is_taken_up_where_it_broke_off()
    {
        await using var hal = await browser.Someone();
        await using var ida = await browser.Someone();
        await hal.SignUp("hal");
        await ida.SignUp("ida");
        var resumed = new List<string?>();
        await hal.Page.RouteAsync(EventsPath(), async route =>
        {
            route.Request.Headers.TryGetValue("last-event-id", out var last);
            resumed.Add(last);
            if (resumed.Count > 1)
            {
                await route.ContinueAsync();
                return;
            }
            await route.FulfillAsync(new()
            {
                ContentType = "text/event-stream",
                Body = $"id: 7\nevent: feed\ndata: {"{"}\"postId\":\"1\",\"authorId\":\"2\"{"}"}\n\n",
            });
        });
        await hal.Page.GotoAsync("/");
        await Expect(hal.Button("New posts")).ToBeVisibleAsync();
        await hal.Page.WaitForRequestAsync(EventsPath());
        await ida.Follow(hal);
        await Expect(hal.Link($"{ida.Username} started following you.")).ToBeVisibleAsync();
        Assert.Equal([null, "7"], resumed.Take(2));
    }

    [BrowserFact]
    public async Task A_list_that_does_not_come_can_be_asked_for_again()
    {
        await using var kim = await browser.Someone();
        await kim.SignUp("kim");
        var refused = false;
        await kim.Page.RouteAsync(ListPath(), async route =>
        {
            if (refused)
            {
                await route.ContinueAsync();
                return;
            }
            refused = true;
            await route.FulfillAsync(new()
            {
                Status = 500,
                ContentType = "application/problem+json",
                Body = """{"status":500,"code":"internal","title":"Refused for the test."}""",
            });
        });
        await kim.Link("Notifications").ClickAsync();
        await kim.Button("Try again").ClickAsync();
        await Expect(kim.Heading("Nothing yet")).ToBeVisibleAsync();
    }

    private static async Task<string> PostBy(Person person, string name)
    {
        using var photo = PhotoFile.Hills();
        await person.SignUp(name);
        await person.ChoosePhotos(photo.Path);
        return await person.Share("By the water");
    }

    private static ILocator Section(Person person, string name) =>
        person.Page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    [GeneratedRegex("/api/v1/events$")]
    private static partial Regex EventsPath();

    [GeneratedRegex(@"/api/v1/notifications(\?|$)")]
    private static partial Regex ListPath();
}
