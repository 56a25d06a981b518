using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed class VideoTests(BrowserFixture browser)
{
    private const int PartBytes = 8 * 1024 * 1024;

    [BrowserVideoFact]
    public async Task A_posted_video_plays_silently_and_is_stopped_from_the_keyboard()
    {
        await using var vera = await browser.Someone();
        await vera.SignUp("vera");
        await Choose(vera, await Videos.Clip(640, 360, seconds: 2));
        await vera.Page.GetByLabel("Describe video 1").FillAsync("A test card that moves");
        await Expect(vera.Page.GetByText("Ready to share.")).ToBeVisibleAsync();
        await vera.Screenshot("video-draft");
        await vera.Button("Share").ClickAsync();
        await Expect(vera.Heading($"Video by {vera.Username}")).ToBeVisibleAsync();

        var video = vera.Page.GetByLabel("A test card that moves");
        await Expect(video).ToHaveJSPropertyAsync("muted", true);
        await Expect(video).ToHaveJSPropertyAsync("videoWidth", 640);
        await Expect(video).Not.ToHaveJSPropertyAsync("currentTime", 0);
        await vera.Screenshot("video-post");

        await video.FocusAsync();
        await vera.Page.Keyboard.PressAsync("Space");
        await Expect(video).ToHaveJSPropertyAsync("paused", true);
        await vera.Page.Keyboard.PressAsync("Space");
        await Expect(video).ToHaveJSPropertyAsync("paused", false);

        await vera.Page.GotoAsync($"/u/{vera.Username}");
        await Person.ExpectLoaded(vera.Page.GetByAltText("A test card that moves"));
        Assert.Empty(vera.Complaints);
    }

    [BrowserVideoFact]
    public async Task A_lost_connection_costs_a_part_and_not_the_upload()
    {
        await using var wim = await browser.Someone();
        await wim.SignUp("wim");
        var sent = new List<string>();
        wim.Page.RequestFinished += (_, request) =>
        {
            if (request.Url.Contains("/objects/", StringComparison.Ordinal))
            {
                sent.Add(System.Web.HttpUtility.ParseQueryString(new Uri(request.Url).Query)["part"] ?? "whole");
            }
        };
        var lost = 0;
        await wim.Page.RouteAsync(url => url.Contains("&part=2&", StringComparison.Ordinal), route =>
            Interlocked.Increment(ref lost) == 1 ? route.AbortAsync("connectionreset") : route.ContinueAsync());

        await Choose(wim, Videos.Padded(await Videos.Clip(), PartBytes + 1_000));

        await Expect(wim.Page.GetByText("Ready to share.")).ToBeVisibleAsync();
        Assert.True(lost >= 2, $"the second part was asked for {lost} times");
        Assert.Equal(["1", "2"], sent);
    }

    private static async Task Choose(Person person, byte[] video)
    {
        await person.Page.GotoAsync("/new");
        await person.Page.GetByLabel("Photos", new() { Exact = true }).SetInputFilesAsync(
            new FilePayload { Name = "card.mp4", MimeType = VideoMembers.Mp4, Buffer = video });
    }
}
