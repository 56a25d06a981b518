using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

/// <summary>Every page, on two screens and in both themes: nothing in the console, nothing out of reach.</summary>
[Collection(BrowserGroup.Name)]
public sealed class PagesTests(BrowserFixture browser)
{
    [BrowserFact]
    public Task Pages_are_sound_on_a_desk_in_the_light() => Walk("desktop", 1280, 860, ColorScheme.Light);

    [BrowserFact]
    public Task Pages_are_sound_on_a_desk_in_the_dark() => Walk("desktop", 1280, 860, ColorScheme.Dark);

    [BrowserFact]
    public Task Pages_are_sound_in_the_hand_in_the_light() => Walk("mobile", 390, 844, ColorScheme.Light);

    [BrowserFact]
    public Task Pages_are_sound_in_the_hand_in_the_dark() => Walk("mobile", 390, 844, ColorScheme.Dark);

    [BrowserFact]
    public async Task The_chosen_theme_wins_over_the_system_and_stays()
    {
        await using var kim = await browser.Someone(new() { ColorScheme = ColorScheme.Light });
        await kim.SignUp("kim");
        var light = await Background(kim);
        await kim.Button("Dark theme").ClickAsync();
        var dark = await Background(kim);
        await kim.Page.ReloadAsync();
        await Expect(kim.Button("Light theme")).ToBeVisibleAsync();
        Assert.NotEqual(light, dark);
        Assert.Equal(dark, await Background(kim));
    }

    private static Task<string> Background(Person person) =>
        person.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    private async Task Walk(string device, int width, int height, ColorScheme scheme)
    {
        var screen = new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            IsMobile = device == "mobile",
            HasTouch = device == "mobile",
        };
        await using var lea = await browser.Someone(screen);
        await using var max = await browser.Someone();
        var found = new List<string>();

        async Task Look(string name, ILocator sign)
        {
            await Expect(sign).ToBeVisibleAsync();
            await Expect(lea.Page.Locator(".loading")).ToHaveCountAsync(0);
            await lea.Screenshot($"{device}-{(scheme == ColorScheme.Dark ? "dark" : "light")}-{name}");
            found.AddRange(await PageCheck.Shortcomings(lea.Page));
        }

        async Task Open(string name, string path, ILocator sign)
        {
            await lea.Page.GotoAsync(path);
            await Look(name, sign);
        }

        using var one = PhotoFile.Hills(seed: 2);
        using var two = PhotoFile.Hills("tall.png", 900, 1200, seed: 4);
        await max.SignUp("max");
        await Open("welcome", "/", lea.Link("Create an account"));
        await Open("signup", "/signup", lea.Button("Create account"));
        await Open("login", "/login", lea.Button("Log in"));
        await lea.SignUp("lea");
        await Look("feed-empty", lea.Heading("Welcome, Lea"));
        await Open("new", "/new", lea.Button("Choose photos"));
        await lea.ChoosePhotos(one.Path, two.Path);
        await Look("new-ready", lea.Page.GetByText("Ready to share."));
        var post = await lea.Share("Two hills, with @" + max.Username + " #evening");
        await Look("post", lea.Button("Next photo"));
        await max.Page.GotoAsync(post);
        await max.Comment($"Which hill is the left one, @{lea.Username}?");
        await lea.Page.ReloadAsync();
        await lea.Button($"Reply to {max.Username}").ClickAsync();
        await lea.Page.Keyboard.TypeAsync("The one with the chapel.");
        await Look("reply", lea.Page.GetByRole(AriaRole.Textbox, new() { Name = $"Reply to {max.Username}" }));
        await lea.Page.GetByRole(AriaRole.Textbox, new() { Name = $"Reply to {max.Username}" })
            .FillAsync($"@{max.Username} The one with the chapel on it, you can see it in the second photo.");
        await lea.Button("Reply").ClickAsync();
        await lea.Button($"Like the comment of {max.Username}").ClickAsync();
        await Expect(lea.Page.GetByText("Reply posted.")).ToBeAttachedAsync();
        await Look("comments", lea.Button("Hide 1 reply"));
        await lea.Button("Save").ClickAsync();
        await Expect(lea.Button("Save")).ToHaveAttributeAsync("aria-pressed", "true");
        await Open("saved", "/saved", lea.Page.Locator("a.tile"));
        await Open("feed", "/", lea.Posts.First);
        await Open("notifications", "/notifications", lea.Heading("New"));
        await Open("search-empty", "/search", lea.Heading("Find something"));
        await Open("search-none", "/search?q=qqqqqqqqqqqqqqqq&type=places", lea.Heading("No places found"));
        await Open("explore", "/explore", lea.Heading("Explore"));
        await Open("hashtag-unknown", "/t/nobody_wrote_this", lea.Heading("No posts with #nobody_wrote_this"));
        await Open("place-unknown", "/places/1", lea.Heading("No posts from here"));
        await Stories(lea, one, Open, Look);
        await Open("profile", $"/u/{lea.Username}", lea.Page.Locator("a.tile"));
        await lea.BecomePrivate();
        await Look("settings", lea.Heading("Settings"));
        await max.Follow(lea);
        await Expect(max.Page.GetByText("You have asked to follow")).ToBeVisibleAsync();
        await Open("requests", "/requests", lea.Button($"Approve {max.Username}"));
        await lea.Follow(max);
        await Look("profile-other", lea.Button($"Unfollow {max.Username}"));
        await lea.Button($"More about {max.Username}").ClickAsync();
        await Look("profile-menu", lea.MenuItem("Block"));
        await lea.Page.Keyboard.PressAsync("Escape");
        await lea.Page.GotoAsync($"/u/{lea.Username}");
        await lea.Page.GetByRole(AriaRole.Button, new() { Name = "1 following" }).ClickAsync();
        await Look("people", lea.Button($"Unfollow {max.Username}"));
        await Open("blocked-empty", "/settings/blocked", lea.Heading("No one is blocked"));
        await lea.Visit(max);
        await lea.Button($"More about {max.Username}").ClickAsync();
        await lea.MenuItem("Block").ClickAsync();
        await Look("block-confirm", lea.Heading($"Block {max.Username}?"));
        await lea.Button("Block").ClickAsync();
        await Look("profile-blocked", lea.Heading("You have blocked this account"));
        await Open("blocked", "/settings/blocked", lea.Button($"Unblock {max.Username}"));
        await Open("not-found", "/u/nobody_at_all", lea.Heading("No one is here"));
        await Open("post-link", post, lea.Button("Delete post"));
        await lea.Button("Delete post").ClickAsync();
        await Look("confirm", lea.Button("Delete"));

        Assert.Equal("", string.Join("\n", found));
        Assert.Empty(lea.Complaints);
    }

    private static async Task Stories(
        Person lea, PhotoFile photo, Func<string, string, ILocator, Task> open, Func<string, ILocator, Task> look)
    {
        await open("story-new", "/new/story", lea.Button("Choose a photo"));
        await lea.Page.GetByLabel("Photo", new() { Exact = true }).SetInputFilesAsync(photo.Path);
        await Expect(lea.Button("Share story")).ToBeEnabledAsync();
        await look("story-ready", lea.Button("Share story"));
        await lea.Button("Share story").ClickAsync();
        await look("feed-story", lea.Link("Add to your story"));
        await open("story", $"/stories/{lea.Username}", lea.Button("Seen by 0"));
        await lea.Button("Seen by 0").ClickAsync();
        await look("story-viewers", lea.Heading("No one yet"));
    }
}
