namespace Instagram.Tests.Support;

/// <summary>Runs where an S3 server can be started; skipped elsewhere.</summary>
internal sealed class S3FactAttribute : FactAttribute
{
    public S3FactAttribute() => Skip = RgwServer.Missing;
}
