using System.Diagnostics;
using System.Globalization;

namespace Instagram.Media.Processes;

/// <summary>
/// How every program that reads what strangers sent is started: by a shell's script that limits it, in a session of its
/// own, in no directory that matters, with pipes to us and with no environment of ours. It steps back to niceness 10,
/// with which the scheduler gives it a tenth of a processor that the host wants too.
/// </summary>
internal static class BareShell
{
    private const string StandardPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    // Where a session is a group of the scheduler's (autogroup), a niceness says nothing outside of it: the group needs
    // one of its own. The kernel takes it from the unprivileged ten times a second, whoever they are.
    private const string StepBack = """
        for try in 1 2 3 4 5 6 7 8 9; do
            test -w /proc/$$/autogroup || break
            { echo 10 >/proc/$$/autogroup; } 2>/dev/null && break
            sleep 0.1
        done

        """;

    /// <summary>Where programs are looked for.</summary>
    internal static string SearchPath =>
        Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path ? path : StandardPath;

    /// <summary>The script finds the limits in $1 and on, and after them the other arguments.</summary>
    internal static ProcessStartInfo StartInfo(string script, IEnumerable<long> limits, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(
            "setsid",
            [
                "sh", "-c", StepBack + script, "sh",
                .. limits.Select(limit => limit.ToString(CultureInfo.InvariantCulture)), .. arguments,
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["PATH"] = SearchPath;
        start.Environment["LC_ALL"] = "C";
        return start;
    }
}
