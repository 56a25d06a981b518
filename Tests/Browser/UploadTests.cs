using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class UploadTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_damaged_file_says_why_and_holds_up_nothing_else()
    {
        await using var gil = await browser.Someone();
        using var damaged = PhotoFile.Damaged();
        using var whole = PhotoFile.Hills();
        await gil.SignUp("gil");
        await gil.ChoosePhotos(damaged.Path, whole.Path);

        var failed = gil.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "damaged.png" });
        await Expect(failed.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        await Expect(gil.Page.GetByText("One photo cannot be posted.")).ToBeVisibleAsync();
        await Expect(gil.Button("Share")).ToBeDisabledAsync();
        await gil.Screenshot("upload-damaged");

        await gil.Button("Remove photo 1").ClickAsync();
        await gil.Share("The other one");
        await Person.ExpectLoaded(gil.Page.GetByAltText("Photo without a description"));
    }

    [BrowserFact]
    public async Task A_file_that_is_no_photo_is_refused_before_it_is_sent()
    {
        await using var hal = await browser.Someone();
        await hal.SignUp("hal");
        await hal.Page.GotoAsync("/new");
        await hal.Page.GetByLabel("Photos", new() { Exact = true }).SetInputFilesAsync(
            new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "notes"u8.ToArray() });
        await Expect(hal.Page.GetByText("Only JPEG, PNG, WebP and HEIC photos, MP4 and MOV videos can be posted."))
            .ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Several_photos_become_one_post_in_the_chosen_order()
    {
        await using var ida = await browser.Someone();
        using var first = PhotoFile.Hills("first.png", seed: 1);
        using var second = PhotoFile.Hills("second.png", width: 900, height: 1100, seed: 2);
        using var third = PhotoFile.Hills("third.png", seed: 4);
        await ida.SignUp("ida");
        await ida.ChoosePhotos(first.Path, second.Path, third.Path);
        foreach (var number in new[] { 1, 2, 3 })
        {
            await ida.Page.GetByLabel($"Describe photo {number}").FillAsync($"Number {number}");
        }

        await ida.Button("Move photo 3 earlier").ClickAsync();
        await ida.Screenshot("upload-several");
        await ida.Share("Three at once");

        await Person.ExpectLoaded(ida.Page.GetByAltText("Number 1"));
        await ida.Button("Next photo").ClickAsync();
        await Expect(ida.Page.GetByAltText("Number 3")).ToBeInViewportAsync(new() { Ratio = 0.5f });
        // At rest: halfway through, the next key would still count from the photo before.
        await Eventually.Holds(() => ida.Page.GetByLabel("Photos", new() { Exact = true })
            .EvaluateAsync<bool>("strip => Math.abs(strip.scrollLeft - strip.clientWidth) < 1"));
        await ida.Page.GetByLabel("Photos", new() { Exact = true }).PressAsync("ArrowRight");
        await Expect(ida.Page.GetByAltText("Number 2")).ToBeInViewportAsync(new() { Ratio = 0.5f });
    }

    [BrowserFact]
    public async Task A_photo_dropped_on_the_page_is_taken_and_can_have_a_place()
    {
        await using var jan = await browser.Someone();
        using var photo = PhotoFile.Hills("dropped.png");
        await jan.SignUp("jan");
        await jan.Page.GotoAsync("/new");
        await Expect(jan.Button("Choose photos")).ToBeVisibleAsync();
        await jan.Page.EvaluateAsync(
            """
            (base64) => {
              const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
              const main = document.querySelector('main');
              main.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
              main.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
            }
            """,
            Convert.ToBase64String(await File.ReadAllBytesAsync(photo.Path)));
        await jan.Button("Add a location").ClickAsync();
        await Expect(jan.Page.GetByLabel("Place")).ToBeFocusedAsync();
        await jan.Page.GetByLabel("Place").FillAsync("Ghent");
        await jan.Page.GetByLabel("Latitude").FillAsync("151");
        await jan.Page.GetByLabel("Longitude").FillAsync("3.72");
        await Expect(jan.Page.GetByText("Ready to share.")).ToBeVisibleAsync();
        await jan.Button("Share").ClickAsync();
        await Expect(jan.Page.GetByText("A number from -90 to 90.")).ToBeVisibleAsync();
        await jan.Page.GetByLabel("Latitude").FillAsync("51.05");
        await jan.Share("By the river");
        await Expect(jan.Posts).ToContainTextAsync("Ghent");
    }

    [BrowserFact]
    public async Task A_deleted_post_is_gone_from_the_profile_and_by_its_link()
    {
        await using var jon = await browser.Someone();
        using var photo = PhotoFile.Hills();
        await jon.SignUp("jon");
        await jon.ChoosePhotos(photo.Path);
        var post = await jon.Share("Not for long");
        await jon.Button("Delete post").ClickAsync();
        await jon.Button("Delete").ClickAsync();
        await Expect(jon.Heading("Post your first photo")).ToBeVisibleAsync();
        await jon.Page.GotoAsync(post);
        await Expect(jon.Heading("This post is not available")).ToBeVisibleAsync();
    }
}
