using Instagram.Tests.Support;
using Microsoft.Playwright;

namespace Instagram.Tests.Browser;

/// <summary>
/// One browser and one product for all browser tests; every person gets a context of their own, like a device. With
/// INSTAGRAM_URL they browse a product that runs elsewhere.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public const string Executable = "/usr/bin/chromium";
    private const int PatienceMilliseconds = 15_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Product? _own;
    private Uri? _product;

    public static string Screenshots { get; } =
        Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots");

    public async Task InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            return;
        }

        _product = Environment.GetEnvironmentVariable("INSTAGRAM_URL") is { } elsewhere
            ? new Uri(elsewhere)
            : (_own = await Product.Start(Moderating.Setting)).Address;
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable });
    }

    /// <summary>A fresh device: no session, nothing stored; at another product where a test has its own.</summary>
    public async Task<Person> Someone(BrowserNewContextOptions? device = null, Uri? at = null)
    {
        device ??= new();
        var product = at ?? _product!;
        device.BaseURL = product.ToString();
        var context = await _browser!.NewContextAsync(device);
        context.SetDefaultTimeout(PatienceMilliseconds);
        return new Person(await context.NewPageAsync(), product);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }
}
