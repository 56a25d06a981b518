using System.IO.Compression;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class AccountTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_post_is_edited_taken_along_and_gone_with_its_account()
    {
        await using var kai = await browser.Someone();
        await using var guest = await browser.Someone();
        using var photo = PhotoFile.Hills(seed: 5);
        await kai.SignUp("kai");
        await kai.ChoosePhotos(photo.Path);
        var post = await kai.Share("Frist light");

        await kai.Button("Edit post").ClickAsync();
        await kai.Page.GetByLabel("Caption").FillAsync("First light #dawn");
        await kai.Page.GetByLabel("Describe photo 1 for people who cannot see it").FillAsync("Hills at dawn");
        await kai.Button("Add a location").ClickAsync();
        await kai.Page.GetByLabel("Place").FillAsync("Ghent");
        await kai.Page.GetByLabel("Latitude").FillAsync("51.05");
        await kai.Page.GetByLabel("Longitude").FillAsync("3.72");
        Assert.Empty(await PageCheck.Shortcomings(kai.Page));
        await kai.Button("Save changes").ClickAsync();
        await Expect(kai.Page.GetByText("Post changed.")).ToBeVisibleAsync();
        await guest.Page.GotoAsync(post);
        await Expect(guest.Posts).ToContainTextAsync("First light #dawn");
        await Expect(guest.Posts).ToContainTextAsync("Ghent");
        await Expect(guest.Page.GetByAltText("Hills at dawn")).ToBeVisibleAsync();

        await kai.Page.GotoAsync("/settings");
        await kai.Link("Devices, password, your data, deletion").ClickAsync();
        await Expect(kai.Page.GetByText("This device")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.Shortcomings(kai.Page));
        var download = await kai.Page.RunAndWaitForDownloadAsync(() => kai.Button("Download my data").ClickAsync());
        await using (var archive = await ZipFile.OpenReadAsync(await download.PathAsync()))
        {
            Assert.Contains(archive.Entries, entry => entry.FullName.StartsWith("media/", StringComparison.Ordinal));
        }

        await kai.Button("Delete my account").ClickAsync();
        await kai.Page.GetByRole(AriaRole.Dialog).GetByLabel("Password").FillAsync("not my password");
        await kai.Button("Delete for ever").ClickAsync();
        await Expect(kai.Page.GetByText("The password is wrong.")).ToBeVisibleAsync();
        await kai.Page.GetByRole(AriaRole.Dialog).GetByLabel("Password").FillAsync(Person.Password);
        await kai.Button("Delete for ever").ClickAsync();
        await Expect(kai.Link("Create an account")).ToBeVisibleAsync();
        await guest.Page.ReloadAsync();
        await Expect(guest.Heading("This post is not available")).ToBeVisibleAsync();
        Assert.Empty(kai.Complaints);
    }

    [BrowserFact]
    public async Task Another_device_is_logged_out_from_the_list()
    {
        await using var desk = await browser.Someone();
        await using var sofa = await browser.Someone();
        await desk.SignUp("lou");
        await sofa.Page.GotoAsync("/login");
        await sofa.Page.GetByLabel("Username or e-mail").FillAsync(desk.Username);
        await sofa.Page.GetByLabel("Password").FillAsync(Person.Password);
        await sofa.Button("Log in").ClickAsync();
        await Expect(sofa.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();

        await desk.Page.GotoAsync("/settings/account");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Log out Chrome" }).ClickAsync();
        await Expect(desk.Page.GetByText("That device is logged out.")).ToBeVisibleAsync();

        await sofa.Page.GotoAsync("/settings");
        await Expect(sofa.Button("Log in")).ToBeVisibleAsync();
    }
}
