using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Instagram.Tests.Browser;

/// <summary>Someone at a browser, in the words of the product. Remembers what the page complained about.</summary>
public sealed class Person : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly List<string> _complaints = [];

    private readonly Uri _product;

    public Person(IPage page, Uri product)
    {
        Page = page;
        _product = product;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsAnswerOfTheApi(message))
            {
                _complaints.Add($"{message.Type} at {page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Add($"uncaught at {page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!IsOwn(request.Url))
            {
                _complaints.Add($"foreign request at {page.Url}: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    public string Username { get; private set; } = "";

    /// <summary>Console errors and warnings (violations of the content security policy are among them), uncaught
    /// exceptions, and requests to anyone but the product.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static string NewUsername(string name) => $"{name}_{Guid.NewGuid().ToString("N")[..10]}";

    public async Task SignUp(string name)
    {
        Username = NewUsername(name);
        await Page.GotoAsync("/signup");
        await Page.GetByLabel("Username").FillAsync(Username);
        await Page.GetByLabel("E-mail").FillAsync($"{Username}@example.org");
        await Page.GetByLabel("Name (optional)").FillAsync(char.ToUpperInvariant(name[0]) + name[1..]);
        await Page.GetByLabel("Password").FillAsync(Password);
        await Button("Create account").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
    }

    public async Task BecomePrivate()
    {
        await Page.GotoAsync("/settings");
        var privacy = Page.GetByRole(AriaRole.Switch, new() { Name = "Private account" });
        await privacy.ClickAsync();
        await Expect(privacy).ToBeCheckedAsync();
    }

    public async Task Visit(Person other)
    {
        await Page.GotoAsync($"/u/{other.Username}");
        await Expect(Heading(other.Username)).ToBeVisibleAsync();
    }

    public async Task Follow(Person other)
    {
        await Visit(other);
        await Button($"Follow {other.Username}").ClickAsync();
    }

    public async Task ChoosePhotos(params string[] paths)
    {
        await Page.GotoAsync("/new");
        await Page.GetByLabel("Photos", new() { Exact = true }).SetInputFilesAsync(paths);
    }

    /// <summary>Answers the path of the post's own page.</summary>
    public async Task<string> Share(string caption)
    {
        await Page.GetByLabel("Caption").FillAsync(caption);
        await Expect(Page.GetByText("Ready to share.")).ToBeVisibleAsync();
        await Button("Share").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = $"Photo by {Username}" })).ToBeVisibleAsync();
        return new Uri(Page.Url).AbsolutePath;
    }

    /// <summary>On the page of a post; waits until the server has it.</summary>
    public async Task Comment(string text)
    {
        await Page.GetByLabel("Add a comment", new() { Exact = true }).FillAsync(text);
        await Button("Post").ClickAsync();
        await Expect(Comments.First.GetByRole(AriaRole.Button, new() { Name = "Reply to" })).ToBeVisibleAsync();
        await Expect(Comments.First).ToContainTextAsync(text);
    }

    public async Task Block(Person other)
    {
        await Visit(other);
        await Button($"More about {other.Username}").ClickAsync();
        await MenuItem("Block").ClickAsync();
        await Button("Block").ClickAsync();
        await Expect(Heading("You have blocked this account")).ToBeVisibleAsync();
    }

    public ILocator Comments => Page.Locator(".comment-list > .comment");

    public ILocator MenuItem(string name) => Page.GetByRole(AriaRole.Menuitem, new() { Name = name, Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    public ILocator Posts => Page.GetByRole(AriaRole.Article);

    /// <summary>Waits until the photo itself has come, not only its place.</summary>
    public static async Task ExpectLoaded(ILocator photo)
    {
        await Expect(photo).ToBeVisibleAsync();
        await Expect(photo).Not.ToHaveJSPropertyAsync("naturalWidth", 0);
    }

    public async Task Screenshot(string name)
    {
        await Page.EvaluateAsync("""
            () => Promise.all(document.getAnimations()
                .filter(one => one.effect.getTiming().iterations === 1).map(one => one.finished.catch(() => 0)))
            """);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(BrowserFixture.Screenshots, $"{name}.png") });
    }

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());

    private bool IsOwn(string url) =>
        new Uri(url) is var address && (address.Scheme is "blob" or "data" || _product.IsBaseOf(address));

    // Chromium reports every 4xx as a console error; an API that says no is part of the product.
    private static bool IsAnswerOfTheApi(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
        && message.Location.Contains("/api/v1/", StringComparison.Ordinal);
}
