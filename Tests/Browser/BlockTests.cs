using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class BlockTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Who_is_blocked_loses_the_photo_at_once_and_gets_it_back_when_released()
    {
        await using var ana = await browser.Someone();
        await using var ben = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await ana.SignUp("ana");
        await ana.ChoosePhotos(photo.Path);
        var post = await ana.Share("Not for everyone");
        await ben.SignUp("ben");
        await ben.Follow(ana);
        await Expect(ben.Button($"Unfollow {ana.Username}")).ToBeVisibleAsync();
        await ben.Link("Home").First.ClickAsync();
        await Expect(ben.Posts).ToContainTextAsync("Not for everyone");

        await ana.Block(ben);
        await Expect(ana.Button($"Follow {ben.Username}")).ToHaveCountAsync(0);

        await ben.Page.ReloadAsync();
        await Expect(ben.Heading("Welcome, Ben")).ToBeVisibleAsync();
        await ben.Page.GotoAsync($"/u/{ana.Username}");
        await Expect(ben.Heading("No one is here")).ToBeVisibleAsync();
        await ben.Page.GotoAsync(post);
        await Expect(ben.Heading("This post is not available")).ToBeVisibleAsync();

        await ana.Page.GotoAsync("/settings");
        await ana.Link("Blocked and muted accounts").ClickAsync();
        await ana.Button($"Unblock {ben.Username}").ClickAsync();
        await Expect(ana.Heading("No one is blocked")).ToBeVisibleAsync();
        await ben.Page.ReloadAsync();
        await Expect(ben.Page.GetByText("Not for everyone")).ToBeVisibleAsync();
        Assert.Empty(ana.Complaints);
        Assert.Empty(ben.Complaints);
    }

    [BrowserFact]
    public async Task A_blocked_profile_is_a_card_that_unblocks()
    {
        await using var cleo = await browser.Someone();
        await using var dan = await browser.Someone();
        await dan.SignUp("dan");
        await cleo.SignUp("cleo");
        await cleo.Block(dan);
        await cleo.Page.ReloadAsync();
        await cleo.Button($"Unblock {dan.Username}").ClickAsync();
        await Expect(cleo.Button($"Follow {dan.Username}")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Who_is_muted_leaves_the_feed_and_keeps_the_profile()
    {
        await using var eve = await browser.Someone();
        await using var fin = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await fin.SignUp("fin");
        await fin.ChoosePhotos(photo.Path);
        await fin.Share("Again and again");
        await eve.SignUp("eve");
        await eve.Follow(fin);
        await Expect(eve.Button($"Unfollow {fin.Username}")).ToBeVisibleAsync();

        await eve.Button($"More about {fin.Username}").FocusAsync();
        await eve.Page.Keyboard.PressAsync("Enter");
        await Expect(eve.MenuItem("Mute")).ToBeFocusedAsync();
        await eve.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(eve.MenuItem("Block")).ToBeFocusedAsync();
        await eve.Page.Keyboard.PressAsync("Escape");
        await Expect(eve.Button($"More about {fin.Username}")).ToBeFocusedAsync();
        await eve.Page.Keyboard.PressAsync("Enter");
        await eve.Page.Keyboard.PressAsync("Enter");
        await Expect(eve.Page.GetByText("Muted", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(eve.Page.Locator("a.tile")).ToBeVisibleAsync();
        await eve.Link("Home").First.ClickAsync();
        await Expect(eve.Heading("Welcome, Eve")).ToBeVisibleAsync();

        await eve.Page.GotoAsync("/settings/blocked");
        await eve.Page.GetByRole(AriaRole.Radio, new() { Name = "Muted" }).CheckAsync();
        await eve.Button($"Unmute {fin.Username}").ClickAsync();
        await Expect(eve.Heading("No one is muted")).ToBeVisibleAsync();
        await eve.Link("Home").First.ClickAsync();
        await Expect(eve.Posts).ToContainTextAsync("Again and again");
    }
}
