using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class SettingsTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_changed_profile_is_what_others_see()
    {
        await using var tea = await browser.Someone();
        await using var guest = await browser.Someone();
        using var photo = PhotoFile.Hills(seed: 3);
        await tea.SignUp("tea");
        await tea.Page.GotoAsync("/settings");
        await tea.Page.GetByLabel("Name").FillAsync("Tea Lind");
        await tea.Page.GetByLabel("Bio").FillAsync("Rivers and rain");
        await tea.Button("Save").ClickAsync();
        await Expect(tea.Page.GetByText("Profile saved.")).ToBeVisibleAsync();
        await tea.Page.GetByLabel("Profile picture file").SetInputFilesAsync(photo.Path);
        await Expect(tea.Page.GetByText("Profile picture changed.")).ToBeVisibleAsync();

        await guest.Page.GotoAsync($"/u/{tea.Username}");
        await Expect(guest.Page.GetByText("Tea Lind")).ToBeVisibleAsync();
        await Expect(guest.Page.GetByText("Rivers and rain")).ToBeVisibleAsync();
        await Person.ExpectLoaded(guest.Page.Locator("main .avatar img"));

        await tea.Button("Remove").ClickAsync();
        await Expect(tea.Page.GetByText("Profile picture removed.")).ToBeVisibleAsync();
        await guest.Page.ReloadAsync();
        await Expect(guest.Page.GetByText("Tea Lind")).ToBeVisibleAsync();
        await Expect(guest.Page.Locator("main .avatar img")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Going_public_lets_in_those_who_asked()
    {
        await using var uma = await browser.Someone();
        await using var vic = await browser.Someone();
        await uma.SignUp("uma");
        await uma.BecomePrivate();
        await vic.SignUp("vic");
        await vic.Follow(uma);
        await Expect(vic.Page.GetByText("You have asked to follow")).ToBeVisibleAsync();

        await uma.Page.GetByRole(AriaRole.Switch, new() { Name = "Private account" }).ClickAsync();
        await uma.Button("Make public").ClickAsync();
        await Expect(uma.Page.GetByText("Your account is public now.")).ToBeVisibleAsync();
        await vic.Page.ReloadAsync();
        await Expect(vic.Button($"Unfollow {uma.Username}")).ToBeVisibleAsync();
        await vic.Button($"Unfollow {uma.Username}").ClickAsync();
        await Expect(vic.Button($"Follow {uma.Username}")).ToBeEnabledAsync();
    }
}
