using System.Diagnostics;

namespace Instagram.Bench.Load;

/// <summary>Runs Debian's wrk with one of the scripts of <c>wrk/</c>.</summary>
internal static class Wrk
{
    public const int Connections = 64;

    private const int Threads = 2;

    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "wrk");

    /// <exception cref="InvalidOperationException">
    /// A request was refused or broke off, or none was answered.
    /// </exception>
    public static async Task<WrkOutcome> Run(Uri server, string script, double seconds, params string[] arguments)
    {
        var outcome = await Try(server, script, seconds, arguments);
        return outcome is { Refused: 0, Broken: 0, Requests: > 0 }
            ? outcome
            : throw new InvalidOperationException($"{script} {string.Join(' ', arguments)}: {outcome}");
    }

    /// <summary>However it ends: a server that runs its code for the first time may be slow.</summary>
    public static Task WarmUp(Uri server, string script, double seconds, params string[] arguments) =>
        Try(server, script, seconds, arguments);

    private static async Task<WrkOutcome> Try(Uri server, string script, double seconds, string[] arguments)
    {
        // A script may have no fraction of a second; a tenth too little would be none at all.
        var start = new ProcessStartInfo("wrk") { WorkingDirectory = Scripts, RedirectStandardOutput = true };
        foreach (var argument in (string[])
            [
                $"-t{Threads}", $"-c{Connections}", $"-d{Math.Max(1, (int)Math.Round(seconds))}s", "--timeout", "10s",
                "-s", script, server.ToString(), "--", .. arguments,
            ])
        {
            start.ArgumentList.Add(argument);
        }
        using var wrk = Process.Start(start)!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return WrkOutcome.Parse(output);
    }
}
