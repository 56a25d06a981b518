using System.Diagnostics;

namespace Instagram.Bench;

/// <summary>Where a figure comes from: the machine, the runtime and the commit.</summary>
internal static class Machine
{
    public static async Task<string> Describe()
    {
        var model = (await First("/proc/cpuinfo", "model name")).Replace("(R)", "", StringComparison.Ordinal);
        var memory = long.Parse((await First("/proc/meminfo", "MemTotal")).Split(' ')[0], null) / 1024.0 / 1024;
        return $"{Environment.ProcessorCount} cores ({model}), {memory:0} GB, .NET {Environment.Version}, "
            + $"{await Commit()}.";
    }

    private static async Task<string> First(string path, string key)
    {
        var line = (await File.ReadAllLinesAsync(path))
            .FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? "0 unknown";
    }

    private static async Task<string> Commit()
    {
        var commit = await Git("rev-parse", "--short=12", "HEAD");
        var changed = await Git("status", "--porcelain", "--untracked-files=no");
        return commit.Length == 0 ? "no commit" : $"commit {commit}{(changed.Length == 0 ? "" : " with changes")}";
    }

    private static async Task<string> Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return git.ExitCode == 0 ? output.Trim() : "";
    }
}
