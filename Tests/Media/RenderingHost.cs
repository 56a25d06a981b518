using Instagram.Media.Images;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Media;

/// <summary>A host to be killed while one child of its own is in the middle of a picture.</summary>
internal static class RenderingHost
{
    public const string Program = "rendering-host";

    public static async Task Run(string directory)
    {
        await using var pipeline = new ImagePipeline(
            new ImageOptions { Workers = 1 }, NullLogger.Instance, UnrulyChild.CommandLine);
        await pipeline.Process(UnrulyChild.WaitOnce(directory, []), CancellationToken.None);
    }
}
