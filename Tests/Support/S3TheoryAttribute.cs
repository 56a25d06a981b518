namespace Instagram.Tests.Support;

/// <summary>Runs where an S3 server can be started; skipped elsewhere.</summary>
internal sealed class S3TheoryAttribute : TheoryAttribute
{
    public S3TheoryAttribute() => Skip = RgwServer.Missing;
}
