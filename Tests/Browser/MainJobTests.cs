using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class MainJobTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_posted_photo_reaches_the_follower_and_opens()
    {
        await using var ana = await browser.Someone();
        await using var ben = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await ana.SignUp("ana");
        await ben.SignUp("ben");

        await ben.Follow(ana);
        await Expect(ben.Button($"Unfollow {ana.Username}")).ToBeVisibleAsync();

        await ana.ChoosePhotos(photo.Path);
        await ana.Page.GetByLabel("Describe photo 1").FillAsync("Hills in the evening");
        await ana.Share("First light with #hills");
        await Person.ExpectLoaded(ana.Page.GetByAltText("Hills in the evening"));

        await ben.Link("Home").First.ClickAsync();
        var post = ben.Posts.Filter(new() { HasText = "First light with" });
        await Person.ExpectLoaded(post.GetByAltText("Hills in the evening"));

        await post.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Open the post" }).ClickAsync();
        await Expect(ben.Heading($"Photo by {ana.Username}")).ToBeFocusedAsync();
        await Person.ExpectLoaded(ben.Page.GetByAltText("Hills in the evening"));
        await ben.Button("Like").ClickAsync();
        await Expect(ben.Page.GetByText("1 like", new() { Exact = true })).ToBeVisibleAsync();
        await ben.Page.ReloadAsync();
        await ben.Button("1 like").ClickAsync();
        await Expect(ben.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog, new() { Name = "Likes" }))
            .ToContainTextAsync(ben.Username);
        Assert.Empty(ana.Complaints);
        Assert.Empty(ben.Complaints);
    }

    [BrowserFact]
    public async Task What_a_private_account_posts_is_seen_only_after_its_approval()
    {
        await using var ben = await browser.Someone();
        await using var cleo = await browser.Someone();
        await using var passerby = await browser.Someone();
        using var photo = PhotoFile.Hills(seed: 3);
        await ben.SignUp("ben");
        await ben.BecomePrivate();
        await ben.ChoosePhotos(photo.Path);
        var post = await ben.Share("Only for those I know");
        await cleo.SignUp("cleo");

        await passerby.Page.GotoAsync($"/u/{ben.Username}");
        await Expect(passerby.Heading("This account is private")).ToBeVisibleAsync();
        await cleo.Page.GotoAsync(post);
        await Expect(cleo.Heading("This post is not available")).ToBeVisibleAsync();
        await cleo.Follow(ben);
        await Expect(cleo.Heading("This account is private")).ToBeVisibleAsync();
        await Expect(cleo.Page.GetByText("You have asked to follow")).ToBeVisibleAsync();

        await ben.Page.GotoAsync("/requests");
        await ben.Button($"Approve {cleo.Username}").ClickAsync();
        await Expect(ben.Heading("No one is waiting")).ToBeVisibleAsync();

        await cleo.Page.ReloadAsync();
        await Expect(cleo.Button($"Unfollow {ben.Username}")).ToBeVisibleAsync();
        await cleo.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Photo without a description" })
            .ClickAsync();
        await Expect(cleo.Page.GetByText("Only for those I know")).ToBeVisibleAsync();
        await cleo.Link("Home").First.ClickAsync();
        await Person.ExpectLoaded(cleo.Posts.Filter(new() { HasText = "Only for those I know" })
            .GetByAltText("Photo without a description"));

        await ben.Page.GotoAsync($"/u/{ben.Username}");
        await ben.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "1 follower" }).ClickAsync();
        await ben.Button($"Remove {cleo.Username}").ClickAsync();
        await ben.Button("Remove").ClickAsync();
        await Expect(ben.Heading("No followers yet")).ToBeVisibleAsync();
        await cleo.Page.GotoAsync(post);
        await Expect(cleo.Heading("This post is not available")).ToBeVisibleAsync();
    }
}
