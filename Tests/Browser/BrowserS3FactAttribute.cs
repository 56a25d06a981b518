namespace Instagram.Tests.Browser;

/// <summary>A fact that needs an S3 server as well; skipped, never passed, where none can be started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserS3FactAttribute : FactAttribute
{
    public BrowserS3FactAttribute() => Skip = new BrowserFactAttribute().Skip ?? RgwServer.Missing;
}
