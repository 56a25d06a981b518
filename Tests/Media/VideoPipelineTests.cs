using Instagram.Media.Images;
using Instagram.Media.Videos;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Media;

public sealed class VideoPipelineTests : IDisposable
{
    private readonly string _directory = TestDirectories.Fresh();
    private readonly VideoPipeline _pipeline;

    public VideoPipelineTests() => _pipeline = new VideoPipeline(
        new VideoOptions { WorkDirectory = _directory }, NullLogger<VideoPipeline>.Instance);

    public void Dispose() => _pipeline.Dispose();

    [VideoFact]
    public async Task A_video_becomes_a_poster_and_a_rendition_of_720_lines()
    {
        var (video, rendition) = await Processed(await Videos.Clip(1600, 900, seconds: 1));

        Assert.Equal((1600, 900), (video.Width, video.Height));
        Assert.InRange(video.DurationMs, 1000, 1050);
        Assert.Equal((1080, 608), Pictures.SizeOf(video.Poster));
        Assert.Equal(new FrameSize(1280, 720), video.RenditionSize);
        var described = await Videos.Describe(rendition);
        foreach (var expected in (string[])
            ["codec_name=h264", "codec_name=aac", "width=1280", "height=720", "pix_fmt=yuv420p", "nb_streams=2",
             "format_name=mov,mp4"])
        {
            Assert.Contains(expected, described, StringComparison.Ordinal);
        }
        var (index, content) = (rendition.AsSpan().IndexOf("moov"u8), rendition.AsSpan().IndexOf("mdat"u8));
        Assert.True(index < content, "playing cannot begin before everything has come");
    }

    [VideoFact]
    public async Task A_small_video_is_not_enlarged_and_its_sides_become_even()
    {
        var odd = await Videos.Make(
            "mp4",
            [.. Videos.Card(200, 200, 1), "-vf", "format=yuv444p,crop=161:121:0:0:exact=1", "-c:v", "libx264",
             "-preset", "ultrafast"]);

        var (video, _) = await Processed(odd);

        Assert.Equal((161, 121), (video.Width, video.Height));
        Assert.Equal(new FrameSize(160, 120), video.RenditionSize);
        Assert.Equal((161, 121), Pictures.SizeOf(video.Poster));
    }

    [VideoFact]
    public async Task A_video_held_upright_is_shown_upright()
    {
        var upright = await Turned();

        var (video, rendition) = await Processed(upright);

        Assert.Equal((240, 320), (video.Width, video.Height));
        Assert.Equal((240, 320), Pictures.SizeOf(video.Poster));
        var described = await Videos.Describe(rendition);
        Assert.Contains("width=240", described, StringComparison.Ordinal);
        Assert.DoesNotContain("rotation", described, StringComparison.Ordinal);
    }

    [VideoFact]
    public async Task Nothing_that_the_camera_wrote_is_left()
    {
        var told = await Turned("-metadata", "title=at my secret place", "-metadata", "location=+51.05+003.72/");
        Assert.True(told.AsSpan().IndexOf("secret place"u8) >= 0, "the test's video has no metadata");

        var (_, rendition) = await Processed(told);

        Assert.True(rendition.AsSpan().IndexOf("secret place"u8) < 0, "metadata was kept");
        Assert.True(rendition.AsSpan().IndexOf("+51.05"u8) < 0, "the place was kept");
    }

    [VideoTheory]
    [InlineData("mov", "libx265")]
    [InlineData("mov", "mpeg4")]
    [InlineData("mp4", "libx264")]
    public async Task What_cameras_record_is_read(string extension, string codec)
    {
        var silent = await Videos.Make(
            extension,
            [.. Videos.Card(128, 96, 1), "-c:v", codec, .. codec == "mpeg4" ? [] : (string[])["-preset", "ultrafast"],
             "-pix_fmt", "yuv420p"]);

        var (video, rendition) = await Processed(silent);

        Assert.Equal((128, 96), (video.Width, video.Height));
        Assert.Contains("nb_streams=1", await Videos.Describe(rendition), StringComparison.Ordinal);
    }

    [VideoFact]
    public async Task A_video_in_fragments_is_read()
    {
        var (video, _) = await Processed(await Videos.Make(
            "mp4",
            [.. Videos.Card(64, 64, 2), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "5",
             "-movflags", "frag_keyframe+empty_moov"]));

        Assert.InRange(video.DurationMs, 1900, 2100);
    }

    [VideoFact]
    public async Task Pixels_that_are_not_square_count_as_they_are_seen()
    {
        var (video, _) = await Processed(await Videos.Make(
            "mp4",
            [.. Videos.Card(120, 96, 1), "-vf", "setsar=2", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt",
             "yuv420p"]));

        Assert.Equal((240, 96), (video.Width, video.Height));
        Assert.Equal((240, 96), Pictures.SizeOf(video.Poster));
    }

    [VideoFact]
    public async Task A_poster_is_a_picture_that_pictures_are_made_of()
    {
        var (video, _) = await Processed(await Videos.Clip());

        Assert.Equal(ImageFormat.Png, ImageFormats.Detect(video.Poster));
    }

    [VideoFact]
    public async Task One_video_is_in_work_at_a_time_and_nothing_is_left_of_any()
    {
        var clip = await Videos.Clip(64, 64);
        var (inWork, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _pipeline.Process(
            async (file, ct) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inWork));
                await file.WriteAsync(clip, ct);
            },
            (outcome, _) =>
            {
                Interlocked.Decrement(ref inWork);
                return Task.FromResult(Assert.IsType<VideoOutcome.Processed>(outcome));
            })));

        Assert.Equal(1, most);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [VideoFact]
    public async Task Stopping_kills_what_is_in_work()
    {
        var clip = await Videos.Clip(1600, 900);
        var begun = new TaskCompletionSource();
        var work = _pipeline.Process(
            async (file, ct) =>
            {
                await file.WriteAsync(clip, ct);
                begun.SetResult();
            },
            (outcome, _) => Task.FromResult(outcome));
        await begun.Task;

        _pipeline.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void A_missing_program_is_named_and_takes_no_videos()
    {
        Assert.Contains("ffmpeg, ffprobe", VideoTools.Check(_directory), StringComparison.Ordinal);
        using var off = new VideoPipeline(
            new VideoOptions { WorkDirectory = _directory, Enabled = false }, NullLogger<VideoPipeline>.Instance);
        Assert.NotNull(off.Missing);
    }

    [Fact]
    public void What_a_crash_left_is_swept_and_what_is_in_work_stays()
    {
        var left = Directory.CreateDirectory(Path.Combine(_directory, "left"));
        File.WriteAllText(Path.Combine(left.FullName, "original"), "half");
        File.WriteAllText(left.FullName + ".lock", "");
        using var work = new VideoWork(_directory);

        Assert.Equal(1, _pipeline.Sweep());

        Assert.False(left.Exists && Directory.Exists(left.FullName));
        Assert.True(Directory.Exists(Path.GetDirectoryName(work.OriginalPath)));
    }

    private static async Task<byte[]> Turned(params string[] metadata)
    {
        var path = Path.Combine(TestDirectories.Fresh(), "clip.mp4");
        await File.WriteAllBytesAsync(path, await Videos.Clip());
        return await Videos.Make(
            "mp4", ["-i", path, "-c", "copy", "-metadata:s:v:0", "rotate=90", .. metadata]);
    }

    private async Task<(VideoOutcome.Processed Video, byte[] Rendition)> Processed(byte[] original) =>
        await _pipeline.Process(
            async (file, ct) => await file.WriteAsync(original, ct),
            async (outcome, ct) =>
            {
                Assert.True(outcome is VideoOutcome.Processed, $"{outcome}");
                var video = (VideoOutcome.Processed)outcome;
                return (video, await File.ReadAllBytesAsync(video.RenditionPath, ct));
            });
}
