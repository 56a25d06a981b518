using System.Text.RegularExpressions;
using Instagram.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

[Collection(BrowserGroup.Name)]
public sealed partial class SearchTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_person_a_hashtag_a_place_and_a_post_are_found_by_one_box()
    {
        await using var ana = await browser.Someone();
        await using var ben = await browser.Someone();
        var word = "z" + Guid.NewGuid().ToString("N")[..8];
        using var photo = PhotoFile.Hills();
        await ana.SignUp("ana");
        await ana.ChoosePhotos(photo.Path);
        await ana.Button("Add a location").ClickAsync();
        await ana.Page.GetByLabel("Place").FillAsync($"{word} harbour");
        await ana.Page.GetByLabel("Latitude").FillAsync("38.7");
        await ana.Page.GetByLabel("Longitude").FillAsync("-9.1");
        await ana.Share($"Boats of {word} #{word}tag");
        await ben.SignUp("ben");

        await ben.Link("Search").ClickAsync();
        var box = ben.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
        await Expect(box).ToBeFocusedAsync();
        await Find(ben, box, ana.Username[..9], ana.Username);
        await ben.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Hit(ben, ana.Username)).ToBeFocusedAsync();
        await ben.Page.Keyboard.PressAsync("Enter");
        await Expect(ben.Heading(ana.Username)).ToBeFocusedAsync();

        await ben.Page.GoBackAsync();
        await Expect(box).ToHaveValueAsync(ana.Username[..9]);
        await Find(ben, box, $"#{word}", $"#{word}tag");
        await Expect(ben.Page.GetByRole(AriaRole.Radio, new() { Name = "Tags" })).ToBeCheckedAsync();
        await Expect(Hit(ben, $"#{word}tag")).ToContainTextAsync("1 post");
        await Hit(ben, $"#{word}tag").ClickAsync();
        await Expect(ben.Heading($"#{word}tag")).ToBeVisibleAsync();
        await Expect(ben.Page.GetByText("1 post", new() { Exact = true })).ToBeVisibleAsync();
        await ben.Page.Locator("a.tile").ClickAsync();
        await ben.Link($"#{word}tag").ClickAsync();
        await Expect(ben.Page.Locator("a.tile")).ToHaveCountAsync(1);

        await ben.Page.GotoAsync($"/search?q={word}&type=places");
        await Hit(ben, $"{word} harbour").ClickAsync();
        await Expect(ben.Heading($"{word} harbour")).ToBeVisibleAsync();
        await Expect(ben.Page.Locator("a.tile")).ToHaveCountAsync(1);

        await ben.Link("Search").ClickAsync();
        await Expect(ben.Heading("Recent")).ToBeVisibleAsync();
        await Expect(Hit(ben, ana.Username)).ToBeVisibleAsync();
        await ben.Button("Clear all").ClickAsync();
        await Expect(ben.Heading("Find something")).ToBeVisibleAsync();
        await box.FillAsync(word);
        await ben.Page.GetByRole(AriaRole.Radio, new() { Name = "Posts" }).CheckAsync();
        await ben.Page.Locator("a.tile").ClickAsync();
        await Expect(ben.Page.GetByText($"Boats of {word}")).ToBeVisibleAsync();
        Assert.Empty(ben.Complaints);
    }

    [BrowserFact]
    public async Task Places_near_me_are_asked_for_only_at_a_press()
    {
        await using var cleo = await browser.Someone(new()
        {
            Geolocation = new() { Latitude = 12.5f, Longitude = 45.25f },
            Permissions = ["geolocation"],
        });
        await cleo.SignUp("cleo");
        var asked = new List<string>();
        await cleo.Page.RouteAsync(SearchPath(), async route =>
        {
            asked.Add(new Uri(route.Request.Url).Query);
            await route.ContinueAsync();
        });
        await cleo.Page.GotoAsync($"/search?q=z{Guid.NewGuid():N}&type=places");
        await Expect(cleo.Heading("No places found")).ToBeVisibleAsync();
        Assert.DoesNotContain(asked, query => query.Contains("near=", StringComparison.Ordinal));
        await cleo.Button("Near me").ClickAsync();
        await cleo.Page.WaitForRequestAsync(NearPath());
        await Expect(cleo.Button("Near me")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [BrowserFact]
    public async Task Nothing_found_and_a_failure_say_so()
    {
        await using var dan = await browser.Someone();
        await dan.SignUp("dan");
        await dan.Page.GotoAsync("/search?q=" + Guid.NewGuid().ToString("N"));
        await Expect(dan.Heading("No people found")).ToBeVisibleAsync();
        var refused = false;
        await dan.Page.RouteAsync(SearchPath(), async route =>
        {
            if (refused)
            {
                await route.ContinueAsync();
                return;
            }
            refused = true;
            await route.FulfillAsync(new()
            {
                Status = 500,
                ContentType = "application/problem+json",
                Body = """{"status":500,"code":"internal","title":"Refused for the test."}""",
            });
        });
        await dan.Page.GetByRole(AriaRole.Searchbox).FillAsync(dan.Username);
        await dan.Button("Try again").ClickAsync();
        await Expect(dan.Button("Try again")).ToHaveCountAsync(0);
    }

    /// <summary>Types until the index has it: a change is there within five seconds.</summary>
    private static Task<int> Find(Person person, ILocator box, string text, string found) => Eventually.Becomes(
        async () =>
        {
            var answer = person.Page.WaitForResponseAsync(SearchPath());
            await box.FillAsync("");
            await box.FillAsync(text);
            await answer;
            await Expect(person.Page.Locator(".loading")).ToHaveCountAsync(0);
            return await Hit(person, found).CountAsync();
        },
        hits => hits > 0);

    private static ILocator Hit(Person person, string name) =>
        person.Page.Locator(".hit > a").Filter(new() { HasText = name });

    [GeneratedRegex(@"/api/v1/search\?")]
    private static partial Regex SearchPath();

    [GeneratedRegex("/api/v1/search.*near=12.5%2C45.25")]
    private static partial Regex NearPath();
}
