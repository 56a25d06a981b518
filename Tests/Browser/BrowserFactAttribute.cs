namespace Instagram.Tests.Browser;

/// <summary>A fact about the web client in a real browser; skipped, never passed, where there is no browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(BrowserFixture.Executable))
        {
            Skip = $"No browser at {BrowserFixture.Executable}; install Debian's chromium.";
        }
    }
}
