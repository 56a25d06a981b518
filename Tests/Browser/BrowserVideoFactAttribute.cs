using Instagram.Media.Videos;

namespace Instagram.Tests.Browser;

/// <summary>A fact that needs ffmpeg as well; skipped, never passed, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserVideoFactAttribute : FactAttribute
{
    public BrowserVideoFactAttribute() => Skip = new BrowserFactAttribute().Skip ?? VideoTools.Check();
}
