namespace Instagram.Tests.Storage;

/// <summary>A host to be killed while the S3 server that it started runs.</summary>
internal static class RgwHost
{
    public const string Program = "rgw";

    /// <summary>Says where the server is, and stays.</summary>
    public static async Task Run()
    {
        var server = await RgwServer.Start();
        await Console.Out.WriteLineAsync(server.Endpoint);
        await new TaskCompletionSource().Task;
    }
}
