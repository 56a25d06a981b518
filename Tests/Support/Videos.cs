using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Instagram.Tests.Support;

/// <summary>Small videos, made by ffmpeg on the spot and once for the run.</summary>
internal static class Videos
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> Made = new();

    /// <summary>A moving test card with a tone.</summary>
    public static Task<byte[]> Clip(int width = 320, int height = 240, double seconds = 1, string extension = "mp4") =>
        Make(extension, [.. Card(width, height, seconds), .. Tone(seconds), "-c:v", "libx264", .. Usual]);

    public static IEnumerable<string> Card(int width, int height, double seconds, int rate = 10) =>
        ["-f", "lavfi", "-i", $"testsrc2=size={width}x{height}:rate={rate}:duration={Number(seconds)}"];

    public static IEnumerable<string> Tone(double seconds) =>
        ["-f", "lavfi", "-i", $"sine=frequency=440:duration={Number(seconds)}"];

    public static IReadOnlyList<string> Usual { get; } =
        ["-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart"];

    /// <summary>What ffmpeg makes of these arguments.</summary>
    public static Task<byte[]> Make(string extension, IEnumerable<string> arguments)
    {
        var command = arguments.ToList();
        return Made.GetOrAdd(
            $"{extension} {string.Join(' ', command)}", _ => new Lazy<Task<byte[]>>(() => Record(extension, command)))
            .Value;
    }

    /// <summary>The same video, made larger by a box that players skip.</summary>
    public static byte[] Padded(byte[] video, int byteSize)
    {
        var padded = new byte[byteSize];
        video.CopyTo(padded, 0);
        BinaryPrimitives.WriteInt32BigEndian(padded.AsSpan(video.Length), byteSize - video.Length);
        "free"u8.CopyTo(padded.AsSpan(video.Length + 4));
        Random.Shared.NextBytes(padded.AsSpan(video.Length + 8));
        return padded;
    }

    /// <summary>What ffprobe says of a file, as lines of name=value.</summary>
    public static async Task<string> Describe(byte[] video)
    {
        var path = Path.Combine(TestDirectories.Fresh(), "video");
        await File.WriteAllBytesAsync(path, video);
        return await Run("ffprobe", ["-v", "error", "-show_format", "-show_streams", path]);
    }

    private static async Task<byte[]> Record(string extension, List<string> arguments)
    {
        var path = Path.Combine(TestDirectories.Fresh(), $"made.{extension}");
        await Run("ffmpeg", ["-nostdin", "-v", "error", .. arguments, path]);
        return await File.ReadAllBytesAsync(path);
    }

    private static async Task<string> Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{await errors}");
        return await output;
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
