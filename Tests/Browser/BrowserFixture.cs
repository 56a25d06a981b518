using Microsoft.Playwright;

namespace Instagram.Tests.Browser;

/// <summary>One browser for all browser tests; every person gets a context of their own, like a device.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public const string Executable = "/usr/bin/chromium";
    private const int PatienceMilliseconds = 15_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Uri? _product;

    public static string? ProductUrl => Environment.GetEnvironmentVariable("INSTAGRAM_URL");

    public static string Screenshots { get; } =
        Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots");

    public async Task InitializeAsync()
    {
        if (!File.Exists(Executable) || ProductUrl is null)
        {
            return;
        }

        _product = new Uri(ProductUrl);
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable });
    }

    /// <summary>A fresh device: no session, nothing stored.</summary>
    public async Task<Person> Someone(BrowserNewContextOptions? device = null)
    {
        device ??= new();
        device.BaseURL = _product!.ToString();
        var context = await _browser!.NewContextAsync(device);
        context.SetDefaultTimeout(PatienceMilliseconds);
        return new Person(await context.NewPageAsync(), _product);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
