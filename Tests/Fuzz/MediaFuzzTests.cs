using System.Diagnostics;
using FsCheck.Fluent;
using Instagram.Media.Images;
using Instagram.Media.Videos;
using Instagram.Media.Vips;
using Instagram.Tests.Media;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Fuzz;

/// <summary>A damaged file is an outcome: no exception, no crash, no hour of work, nothing beyond the limits.</summary>
public sealed class MediaFuzzTests
{
    private const int Pictures = 400;
    private const int Clips = 8;
    private const int Size = 30;
    private const int LargestSide = 1080;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_damaged_picture_is_an_outcome()
    {
        var noise = TestPicture.Noise(96, 64);
        byte[][] sound =
        [
            noise.Jpeg(), noise.Save("jpegsave_buffer", ("interlace", "true")), noise.Png(),
            noise.Save("pngsave_buffer", ("interlace", "true")), noise.Webp(), noise.Save("webpsave_buffer"),
            .. Heic(noise),
        ];
        var damaged = Damage.Of(sound)
            .Sample(Pictures * Campaign.Times, Campaign.Dice("pictures"), Size).ToList();
        var (read, slowest) = (0, TimeSpan.Zero);
        foreach (var file in damaged)
        {
            var started = Stopwatch.GetTimestamp();
            var outcome = await TestPipeline.Process(file);
            var took = Stopwatch.GetElapsedTime(started);
            slowest = took > slowest ? took : slowest;
            Assert.True(took < Longest, $"{took} for {Convert.ToBase64String(file)}");
            if (outcome is ImageOutcome.Processed processed)
            {
                read++;
                Assert.All(processed.Variants, variant =>
                    Assert.True(variant.Width <= LargestSide && variant.Height <= LargestSide));
            }
        }
        var files = $"{damaged.Count} damaged files (seed {Campaign.Seed}), {read} still readable";
        Figures.Show(
            "fuzz of pictures", $"{files}, 0 exceptions, slowest {slowest.TotalMilliseconds:F0} ms");
    }

    [VideoFact]
    public async Task Every_damaged_video_is_an_outcome()
    {
        using var pipeline = new VideoPipeline(
            new VideoOptions { WorkDirectory = TestDirectories.Fresh(), RenderTimeoutSeconds = 10 },
            NullLogger<VideoPipeline>.Instance);
        var damaged = Damage.Of(await Videos.Clip(64, 48))
            .Sample(Clips * Campaign.Times, Campaign.Dice("videos"), Size).ToList();
        foreach (var file in damaged)
        {
            var started = Stopwatch.GetTimestamp();
            Assert.NotNull(await pipeline.Process(
                async (original, ct) => await original.WriteAsync(file, ct), (outcome, _) => Task.FromResult(outcome)));
            Assert.True(Stopwatch.GetElapsedTime(started) < Longest);
        }
        Figures.Show("fuzz of videos", $"{damaged.Count} damaged files (seed {Campaign.Seed}), 0 exceptions");
    }

    private static byte[][] Heic(TestPicture picture)
    {
        try
        {
            return [picture.Heic()];
        }
        catch (VipsException)
        {
            // No encoder here to make one with.
            return [];
        }
    }
}
