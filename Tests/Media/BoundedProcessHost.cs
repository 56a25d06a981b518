using Instagram.Media.Videos;

namespace Instagram.Tests.Media;

/// <summary>A host to be killed while a program of its own runs.</summary>
internal static class BoundedProcessHost
{
    public const string Program = "bounded-process";

    public static Task Run(string seconds) => BoundedProcess.Run(
        ["sleep", seconds], new ProcessLimits(TimeSpan.FromMinutes(5), 256, 1), CancellationToken.None);
}
