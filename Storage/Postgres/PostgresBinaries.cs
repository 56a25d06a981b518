using System.Diagnostics;
using System.Globalization;

namespace Instagram.Storage.Postgres;

/// <summary>The machine's own PostgreSQL programs.</summary>
internal sealed record PostgresBinaries(string Directory, int Version)
{
    private const int OldestVersion = 15;
    private const string DebianDirectory = "/usr/lib/postgresql";

    public string Server => Path.Combine(Directory, "postgres");

    public string InitDb => Path.Combine(Directory, "initdb");

    /// <param name="dataVersion">The version that made the data directory; null when there is none yet.</param>
    public static PostgresBinaries Find(int? dataVersion)
    {
        var found = Installed(DebianDirectory, Environment.GetEnvironmentVariable("PATH") ?? "").ToList();
        return Choose(found, dataVersion);
    }

    internal static PostgresBinaries Choose(IReadOnlyCollection<PostgresBinaries> found, int? dataVersion)
    {
        if (dataVersion is { } version)
        {
            return found.FirstOrDefault(each => each.Version == version) ?? throw new PrivatePostgresException(
                $"The data directory was made by PostgreSQL {version}, which is not installed: "
                + $"`apt-get install postgresql-{version}`, or set ConnectionStrings:Main to a server of your own.");
        }
        return found.Where(each => each.Version >= OldestVersion).MaxBy(each => each.Version)
            ?? throw new PrivatePostgresException(
                $"PostgreSQL {OldestVersion} or later is not installed: `apt-get install postgresql`, "
                + "or set ConnectionStrings:Main to a server of your own.");
    }

    internal static IEnumerable<PostgresBinaries> Installed(string debianDirectory, string path)
    {
        if (System.IO.Directory.Exists(debianDirectory))
        {
            foreach (var directory in System.IO.Directory.GetDirectories(debianDirectory))
            {
                var name = Path.GetFileName(directory);
                if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var v)
                    && Complete(Path.Combine(directory, "bin")) is { } bin)
                {
                    yield return new PostgresBinaries(bin, v);
                }
            }
        }
        foreach (var directory in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Complete(directory) is { } bin && VersionOf(Path.Combine(bin, "postgres")) is { } version)
            {
                yield return new PostgresBinaries(bin, version);
            }
        }
    }

    private static string? Complete(string directory) =>
        File.Exists(Path.Combine(directory, "postgres")) && File.Exists(Path.Combine(directory, "initdb"))
            ? Path.GetFullPath(directory)
            : null;

    /// <summary>Reads "postgres (PostgreSQL) 16.4 (some build)".</summary>
    private static int? VersionOf(string server)
    {
        var start = new ProcessStartInfo(server, ["--version"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start);
        var words = process?.StandardOutput.ReadToEnd().Split([' ', '.'], StringSplitOptions.TrimEntries) ?? [];
        process?.WaitForExit();
        return words.Length > 2 && int.TryParse(words[2], CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
    }
}
