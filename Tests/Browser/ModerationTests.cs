using Instagram.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class ModerationTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_reported_photo_is_removed_appealed_for_and_shown_again()
    {
        await using var ana = await browser.Someone();
        await using var ben = await browser.Someone();
        await using var moderator = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await ana.SignUp("ana");
        await ana.ChoosePhotos(photo.Path);
        var post = await ana.Share("Too much for some");

        await ben.SignUp("ben");
        await ben.Page.GotoAsync(post);
        await ben.Button($"More about the post of {ana.Username}").ClickAsync();
        await ben.MenuItem("Report").ClickAsync();
        await ben.Page.GetByLabel("What is wrong with it?").FillAsync("This is my garden");
        await ben.Button("Send report").ClickAsync();
        await Expect(ben.Page.GetByText("Thank you. A moderator will look at it.")).ToBeVisibleAsync();
        await ben.Page.GotoAsync("/moderation");
        await Expect(ben.Heading("There is no such page")).ToBeVisibleAsync();

        await SignUpModerator(moderator);
        await moderator.Page.GotoAsync("/moderation");
        var item = moderator.Page.GetByRole(AriaRole.Listitem, new() { Name = $"Post by {ana.Username}" });
        await Expect(item).ToContainTextAsync("This is my garden");
        await Person.ExpectLoaded(item.GetByRole(AriaRole.Img));
        await moderator.Screenshot("moderation");
        await moderator.Button($"Remove: Post by {ana.Username}").ClickAsync();
        await Expect(item).ToHaveCountAsync(0);
        await ben.Page.GotoAsync(post);
        await Expect(ben.Heading("This post is not available")).ToBeVisibleAsync();

        await ana.Page.GotoAsync("/settings");
        await ana.Link("Decisions about you").ClickAsync();
        await Expect(ana.Heading("Your post was removed")).ToBeVisibleAsync();
        await ana.Button("Appeal").ClickAsync();
        await ana.Page.GetByLabel("Your appeal").FillAsync("It is my garden too");
        await ana.Button("Send appeal").ClickAsync();
        await Expect(ana.Page.GetByText("You appealed. A moderator will look at it again.")).ToBeVisibleAsync();
        await ana.Screenshot("decisions");

        await moderator.Page.ReloadAsync();
        await Expect(item).ToContainTextAsync("It is my garden too");
        await moderator.Button($"Restore: Post by {ana.Username}").ClickAsync();
        await Expect(item).ToHaveCountAsync(0);
        await ben.Page.ReloadAsync();
        await Expect(ben.Page.GetByText("Too much for some")).ToBeVisibleAsync();
        await moderator.Page.GetByRole(AriaRole.Radio, new() { Name = "Log" }).CheckAsync();
        await Expect(moderator.Page.GetByText("overturned the removal of post").First).ToBeVisibleAsync();
        Assert.Empty(ana.Complaints);
        Assert.Empty(ben.Complaints);
        Assert.Empty(moderator.Complaints);
    }

    [BrowserFact]
    public async Task A_person_and_a_comment_can_be_reported_where_they_stand()
    {
        await using var cleo = await browser.Someone();
        await using var dan = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await cleo.SignUp("cleo");
        await cleo.ChoosePhotos(photo.Path);
        var post = await cleo.Share("Talk to me");
        await cleo.Comment("Anyone?");
        await dan.SignUp("dan");
        await dan.Page.GotoAsync(post);
        await dan.Button($"Report the comment of {cleo.Username}").ClickAsync();
        await Report(dan);
        await dan.Page.GotoAsync($"/u/{cleo.Username}");
        await dan.Button($"More about {cleo.Username}").ClickAsync();
        await dan.MenuItem("Report").ClickAsync();
        await Report(dan);
        Assert.Empty(dan.Complaints);
    }

    private static async Task Report(Person person)
    {
        await Expect(person.Button("Send report")).ToBeDisabledAsync();
        await person.Page.GetByLabel("What is wrong with it?").FillAsync("rude");
        await person.Button("Send report").ClickAsync();
        await Expect(person.Page.GetByText("Thank you. A moderator will look at it.")).ToBeVisibleAsync();
    }

    private static async Task SignUpModerator(Person moderator)
    {
        await moderator.Page.GotoAsync("/signup");
        await moderator.Page.GetByLabel("Username").FillAsync(Moderating.ModeratorName);
        await moderator.Page.GetByLabel("E-mail").FillAsync("moderator@example.org");
        await moderator.Page.GetByLabel("Password").FillAsync(Person.Password);
        await moderator.Button("Create account").ClickAsync();
        await Expect(moderator.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
    }
}
