using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class SavedTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_saved_photo_is_found_again_until_it_is_let_go()
    {
        await using var ana = await browser.Someone();
        await using var ben = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await ana.SignUp("ana");
        await ana.ChoosePhotos(photo.Path);
        await ana.Share("Worth keeping");
        await ben.SignUp("ben");
        await ben.Link("Saved").ClickAsync();
        await Expect(ben.Heading("Nothing saved yet")).ToBeVisibleAsync();

        await ben.Follow(ana);
        await Expect(ben.Button($"Unfollow {ana.Username}")).ToBeVisibleAsync();
        await ben.Link("Home").First.ClickAsync();
        var saved = ben.Page.WaitForResponseAsync(IsSave);
        await ben.Button("Save").ClickAsync();
        await saved;
        await ben.Link("Saved").ClickAsync();
        await ben.Page.Locator("a.tile").ClickAsync();
        await Expect(ben.Page.GetByText("Worth keeping")).ToBeVisibleAsync();
        await Expect(ben.Button("Save")).ToHaveAttributeAsync("aria-pressed", "true");

        var released = ben.Page.WaitForResponseAsync(IsSave);
        await ben.Button("Save").ClickAsync();
        await released;
        await ben.Button("Back").ClickAsync();
        await Expect(ben.Heading("Nothing saved yet")).ToBeVisibleAsync();
        Assert.Empty(ben.Complaints);
    }

    private static bool IsSave(IResponse response) => response.Url.EndsWith("/save", StringComparison.Ordinal);
}
