using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class StoryTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_story_is_posted_seen_answered_and_taken_back()
    {
        await using var ana = await browser.Someone();
        await using var ben = await browser.Someone();
        await ana.SignUp("ana");
        await ben.SignUp("ben");
        await ben.Follow(ana);
        await Expect(ben.Button($"Unfollow {ana.Username}")).ToBeVisibleAsync();
        await ana.Link("Add a story").ClickAsync();
        await ShareStory(ana);

        await ben.Page.GotoAsync("/");
        await Expect(Bubble(ben, ana)).ToContainTextAsync("new story");
        await Bubble(ben, ana).ClickAsync();
        await Person.ExpectLoaded(Story(ben, ana).GetByAltText($"Story by {ana.Username}"));
        await ben.Page.GetByLabel($"Reply to {ana.Username}").FillAsync("Is that the lake?");
        await ben.Page.Keyboard.PressAsync("Enter");
        await Expect(ben.Page.GetByText("Reply sent.")).ToBeVisibleAsync();
        await ben.Button("Report this story").ClickAsync();
        await ben.Page.GetByLabel("What is wrong with it?").FillAsync("That is my lake.");
        await ben.Button("Send report").ClickAsync();
        await Expect(ben.Page.GetByText("Thank you.")).ToBeVisibleAsync();
        await ben.Page.Keyboard.PressAsync("Escape");
        await Expect(Bubble(ben, ana)).ToContainTextAsync("seen");
        await ben.Page.ReloadAsync();
        await Expect(Bubble(ben, ana)).ToContainTextAsync("seen");

        await ana.Link("Your story").First.ClickAsync();
        await ana.Button("Seen by 1").ClickAsync();
        await Expect(Dialog(ana, "Seen by")).ToContainTextAsync(ben.Username);
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Button("Replies: 1").ClickAsync();
        await Expect(Dialog(ana, "Replies")).ToContainTextAsync("Is that the lake?");
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Button("Delete story").ClickAsync();
        await ana.Button("Delete").ClickAsync();
        await Expect(ana.Link("Add a story")).ToBeVisibleAsync();
        await ben.Page.ReloadAsync();
        await Expect(ben.Link("Add a story")).ToBeVisibleAsync();
        await Expect(Bubble(ben, ana)).ToHaveCountAsync(0);
        Assert.Empty(ana.Complaints);
        Assert.Empty(ben.Complaints);
    }

    [BrowserFact]
    public async Task Stories_go_on_by_themselves_from_one_person_to_the_next_and_end()
    {
        await using var cleo = await browser.Someone();
        await using var dan = await browser.Someone();
        await using var eve = await browser.Someone();
        await eve.SignUp("eve");
        foreach (var (author, name) in new[] { (dan, "dan"), (cleo, "cleo") })
        {
            await author.SignUp(name);
            await author.Page.GotoAsync("/new/story");
            await ShareStory(author);
            await eve.Follow(author);
            await Expect(eve.Button($"Unfollow {author.Username}")).ToBeVisibleAsync();
        }

        await eve.Page.GotoAsync("/");
        await Bubble(eve, cleo).ClickAsync();
        await Expect(Story(eve, cleo)).ToBeVisibleAsync();
        await Expect(Story(eve, dan)).ToBeVisibleAsync();
        await Expect(Story(eve, dan)).ToBeHiddenAsync();
        await Expect(Bubble(eve, dan)).ToContainTextAsync("seen");
        await Expect(Bubble(eve, cleo)).ToContainTextAsync("seen");
        Assert.Empty(eve.Complaints);
    }

    [BrowserFact]
    public async Task The_keys_walk_through_stories_and_hold_them()
    {
        await using var fay = await browser.Someone();
        await fay.SignUp("fay");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await fay.Page.GotoAsync("/new/story");
            await ShareStory(fay);
        }

        await fay.Page.GotoAsync($"/u/{fay.Username}");
        await fay.Link($"Stories of {fay.Username}").ClickAsync();
        await Expect(fay.Page.GetByText("Story 1 of 2")).ToBeAttachedAsync();
        await fay.Page.Keyboard.PressAsync(" ");
        await Expect(fay.Button("Play")).ToBeVisibleAsync();
        await fay.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(fay.Page.GetByText("Story 2 of 2")).ToBeAttachedAsync();
        await fay.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(fay.Page.GetByText("Story 1 of 2")).ToBeAttachedAsync();
        await fay.Button("Next").ClickAsync();
        await Expect(fay.Page.GetByText("Story 2 of 2")).ToBeAttachedAsync();
        await fay.Page.Keyboard.PressAsync("Escape");
        await Expect(fay.Heading(fay.Username)).ToBeVisibleAsync();
        await Expect(Story(fay, fay)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Who_wants_less_motion_starts_stories_by_hand()
    {
        await using var gil = await browser.Someone(new() { ReducedMotion = ReducedMotion.Reduce });
        await gil.SignUp("gil");
        await gil.Page.GotoAsync("/new/story");
        await ShareStory(gil);
        await gil.Link("Your story").First.ClickAsync();
        await Expect(gil.Button("Play")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_link_to_a_story_that_is_over_says_so()
    {
        await using var hal = await browser.Someone();
        await hal.SignUp("hal");
        await hal.Page.GotoAsync($"/stories/{hal.Username}");
        await Expect(hal.Page.GetByText("There is no story here.")).ToBeVisibleAsync();
        await hal.Button("Close").ClickAsync();
        await Expect(hal.Link("Add a story")).ToBeVisibleAsync();
    }

    private static async Task ShareStory(Person author)
    {
        using var photo = PhotoFile.Hills("story.png", 900, 1200);
        await author.Page.GetByLabel("Photo", new() { Exact = true }).SetInputFilesAsync(photo.Path);
        await author.Button("Share story").ClickAsync();
        await Expect(author.Link("Your story").First).ToBeVisibleAsync();
    }

    private static ILocator Bubble(Person viewer, Person author) =>
        viewer.Page.GetByRole(AriaRole.Region, new() { Name = "Stories" })
            .GetByRole(AriaRole.Link, new() { Name = author.Username });

    private static ILocator Story(Person viewer, Person author) => Dialog(viewer, $"Story by {author.Username}");

    private static ILocator Dialog(Person viewer, string name) =>
        viewer.Page.GetByRole(AriaRole.Dialog, new() { Name = name, Exact = true });
}
