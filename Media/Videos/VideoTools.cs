using Instagram.Media.Processes;

namespace Instagram.Media.Videos;

/// <summary>The programs that videos need. Without them everything else works.</summary>
public static class VideoTools
{
    private static readonly string[] Programs = ["ffmpeg", "ffprobe", "setsid", "setpriv", "nice", "sh"];

    /// <summary>Null when all of them are there, otherwise one sentence that says what is missing.</summary>
    public static string? Check() =>
        Check(BareShell.SearchPath);

    internal static string? Check(string path)
    {
        var missing = Programs.Where(program => !IsThere(program, path)).ToList();
        return missing.Count == 0
            ? null
            : $"Videos need {string.Join(", ", missing)}: `apt-get install --no-install-recommends ffmpeg util-linux`.";
    }

    private static bool IsThere(string program, string path) =>
        path.Split(':').Any(directory => directory.Length > 0 && File.Exists(Path.Combine(directory, program)));
}
