using System.Diagnostics;
using System.Net;

namespace Instagram.Tests.Storage;

public sealed class RgwServerTests
{
    [S3Fact]
    public async Task Nothing_of_a_server_outlives_a_test_run_that_is_killed()
    {
        using var run = ChildProcess.Start(RgwHost.Program);
        var endpoint = new Uri((await run.StandardOutput.ReadLineAsync())!);
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(endpoint)).StatusCode);
        Assert.NotEmpty(ProcessesOf(run));

        run.Kill();

        await Eventually.Becomes(() => Task.FromResult(ProcessesOf(run)), left => left.Count == 0);
    }

    /// <summary>The shell and the daemons name the run's directory in their arguments or environment.</summary>
    private static List<string> ProcessesOf(Process run) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(process =>
            int.TryParse(Path.GetFileName(process), out var id) && id != run.Id
            && Text(process).Contains($"instagram-test-{run.Id}-", StringComparison.Ordinal)),
    ];

    private static string Text(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline") + File.ReadAllText($"{process}/environ");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
