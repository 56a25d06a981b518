using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed partial class TalkTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Two_people_talk_under_a_photo()
    {
        await using var ana = await browser.Someone();
        await using var ben = await browser.Someone();
        var post = await PostBy(ana, "ana");
        await ben.SignUp("ben");

        await ben.Page.GotoAsync(post);
        await Expect(ben.Page.GetByText("No comments yet.")).ToBeVisibleAsync();
        await ben.Comment("Where is this?");

        await ana.Page.ReloadAsync();
        await ana.Button($"Like the comment of {ben.Username}").ClickAsync();
        await ana.Button($"Reply to {ben.Username}").ClickAsync();
        var reply = ana.Page.GetByRole(AriaRole.Textbox, new() { Name = $"Reply to {ben.Username}" });
        await Expect(reply).ToBeFocusedAsync();
        await Expect(reply).ToHaveValueAsync($"@{ben.Username} ");
        await ana.Page.Keyboard.TypeAsync("by the lake");
        await ana.Page.Keyboard.PressAsync("Enter");
        await Expect(ana.Button("Hide 1 reply")).ToBeVisibleAsync();
        await Expect(ana.Button($"Reply to {ben.Username}")).ToBeFocusedAsync();

        await ben.Page.ReloadAsync();
        await Expect(ben.Comments.First).ToContainTextAsync("1 like");
        await ben.Button("View 1 reply").ClickAsync();
        await Expect(ben.Comments.Locator(".comment")).ToContainTextAsync("by the lake");
        await Expect(ben.Button("2 comments. Add a comment")).ToBeVisibleAsync();
        await Expect(ben.Button($"Delete the comment of {ana.Username}")).ToHaveCountAsync(0);
        await ben.Button($"Delete the comment of {ben.Username}").ClickAsync();
        await ben.Button("Delete").ClickAsync();
        await Expect(ben.Page.GetByText("No comments yet.")).ToBeVisibleAsync();
        await Expect(ben.Heading("Comments")).ToBeFocusedAsync();
        await Expect(ben.Button("Comment. Add a comment")).ToBeVisibleAsync();

        await ana.Page.ReloadAsync();
        await Expect(ana.Page.GetByText("No comments yet.")).ToBeVisibleAsync();
        Assert.Empty(ana.Complaints);
        Assert.Empty(ben.Complaints);
    }

    [BrowserFact]
    public async Task The_author_of_a_photo_deletes_what_others_wrote_under_it()
    {
        await using var cleo = await browser.Someone();
        await using var dan = await browser.Someone();
        var post = await PostBy(cleo, "cleo");
        await dan.SignUp("dan");
        await dan.Page.GotoAsync(post);
        await dan.Comment("Buy followers at my place");
        await cleo.Page.ReloadAsync();
        await cleo.Button($"Delete the comment of {dan.Username}").ClickAsync();
        await cleo.Button("Delete").ClickAsync();
        await Expect(cleo.Comments).ToHaveCountAsync(0);
        await dan.Page.ReloadAsync();
        await Expect(dan.Page.GetByText("No comments yet.")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_comment_that_did_not_arrive_is_sent_again_under_the_same_key()
    {
        await using var eli = await browser.Someone();
        await PostBy(eli, "eli");
        var keys = new List<string>();
        await eli.Page.RouteAsync(CommentsPath(), async route =>
        {
            if (route.Request.Method != "POST")
            {
                await route.ContinueAsync();
                return;
            }
            keys.Add(route.Request.Headers["idempotency-key"]);
            if (keys.Count > 1)
            {
                await route.ContinueAsync();
                return;
            }
            // The comment is made and only the answer is lost.
            await route.FetchAsync();
            await route.FulfillAsync(new()
            {
                Status = 500,
                ContentType = "application/problem+json",
                Body = """{"status":500,"code":"internal","title":"Lost."}""",
            });
        });
        await eli.Page.GetByLabel("Add a comment", new() { Exact = true }).FillAsync("Only once");
        await eli.Button("Post").ClickAsync();
        await Expect(eli.Page.GetByText("Not posted.")).ToBeVisibleAsync();
        await eli.Button("Try again").ClickAsync();
        await Expect(eli.Page.GetByText("Comment posted.")).ToBeAttachedAsync();
        await eli.Page.ReloadAsync();
        await Expect(eli.Comments).ToHaveCountAsync(1);
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [BrowserFact]
    public async Task A_long_conversation_comes_page_by_page()
    {
        const int Many = 22;
        await using var fay = await browser.Someone();
        await PostBy(fay, "fay");
        for (var i = 1; i <= Many; i++)
        {
            await fay.Comment($"Thought number {i}.");
        }
        await fay.Page.ReloadAsync();
        await Expect(fay.Comments).ToHaveCountAsync(20);
        await Expect(fay.Comments.First).ToContainTextAsync($"Thought number {Many}.");
        await fay.Button("Load more comments").ClickAsync();
        await Expect(fay.Comments).ToHaveCountAsync(Many);
        await Expect(fay.Comments.Nth(20)).ToBeFocusedAsync();
        await Expect(fay.Button("Load more comments")).ToHaveCountAsync(0);
        await fay.Link("Home").First.ClickAsync();
        await fay.Link($"{Many} comments").ClickAsync();
        await Expect(fay.Comments.First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_comment_that_is_too_long_says_by_how_much()
    {
        await using var gil = await browser.Someone();
        await PostBy(gil, "gil");
        var box = gil.Page.GetByLabel("Add a comment", new() { Exact = true });
        await box.FillAsync(new string('a', 1004));
        await Expect(gil.Page.GetByText("4 characters too many")).ToBeVisibleAsync();
        await Expect(gil.Button("Post")).ToBeDisabledAsync();
        await box.FillAsync(new string('a', 1000));
        await Expect(gil.Page.GetByText("0 characters left")).ToBeVisibleAsync();
        await Expect(gil.Button("Post")).ToBeEnabledAsync();
    }

    [BrowserFact]
    public async Task Passers_by_read_the_conversation_and_are_asked_in()
    {
        await using var hal = await browser.Someone();
        await using var guest = await browser.Someone();
        var post = await PostBy(hal, "hal");
        await hal.Comment("Taken at <b>noon</b>");
        await guest.Page.GotoAsync(post);
        await Expect(guest.Comments.First).ToContainTextAsync("Taken at <b>noon</b>");
        await Expect(guest.Page.GetByLabel("Add a comment", new() { Exact = true })).ToHaveCountAsync(0);
        await guest.Page.Locator(".comments").GetByRole(AriaRole.Link, new() { Name = "Log in" }).ClickAsync();
        await Expect(guest.Button("Log in")).ToBeVisibleAsync();
        Assert.Empty(guest.Complaints);
    }

    private static async Task<string> PostBy(Person person, string name)
    {
        using var photo = PhotoFile.Hills();
        await person.SignUp(name);
        await person.ChoosePhotos(photo.Path);
        var post = await person.Share("By the water");
        await Expect(person.Heading("Comments")).ToBeVisibleAsync();
        return post;
    }

    [GeneratedRegex("/api/v1/posts/[0-9]+/comments$")]
    private static partial Regex CommentsPath();
}
