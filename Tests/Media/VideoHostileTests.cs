using System.Text;
using Instagram.Media.Videos;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Media;

public sealed class VideoHostileTests : IDisposable
{
    private readonly string _directory = TestDirectories.Fresh();
    private readonly VideoPipeline _pipeline;

    public VideoHostileTests() => _pipeline = Pipeline(new VideoOptions());

    public void Dispose() => _pipeline.Dispose();

    [VideoTheory]
    [InlineData(0.2)]
    [InlineData(0.6)]
    [InlineData(0.99)]
    public async Task A_video_that_breaks_off_is_refused(double share)
    {
        var whole = await Videos.Clip();
        await Refused(whole[..(int)(whole.Length * share)], "cannot be read");
    }

    [VideoFact]
    public async Task A_video_whose_index_is_at_its_lost_end_is_refused()
    {
        var whole = await Videos.Make(
            "mp4", [.. Videos.Card(64, 64, 1), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]);
        await Refused(whole[..^200], "cannot be read");
    }

    [VideoFact]
    public async Task A_minute_is_taken_and_a_second_more_is_not()
    {
        Assert.IsType<VideoOutcome.Processed>(await Process(await Long(60)));
        await Refused(await Long(61), "longer than 60 seconds");
        await Refused(await Long(61, "-movflags", "frag_keyframe+empty_moov"), "longer than 60 seconds");
    }

    [VideoTheory]
    [InlineData(5000, 64)]
    [InlineData(64, 5000)]
    [InlineData(4096, 2400)]
    [InlineData(12, 64)]
    public async Task Sides_beyond_the_limits_are_refused(int width, int height) => await Refused(
        await Videos.Make(
            "mp4",
            [.. Videos.Card(width, height, 0.2), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]),
        "pixels");

    [VideoTheory]
    [InlineData("mov", "mjpeg", "supported")]
    [InlineData("mov", "png", "supported")]
    [InlineData("mov", "prores", "supported")]
    [InlineData("mkv", "libx264", "cannot be read")]
    [InlineData("avi", "mpeg4", "cannot be read")]
    [InlineData("ts", "libx264", "cannot be read")]
    [InlineData("gif", "gif", "cannot be read")]
    public async Task Another_codec_or_container_is_refused(string extension, string codec, string reason) =>
        await Refused(await Videos.Make(extension, [.. Videos.Card(64, 64, 0.5), "-c:v", codec]), reason);

    [VideoFact]
    public async Task A_picture_in_the_clothes_of_a_video_is_refused()
    {
        await Refused(Pictures.Sunset(), "cannot be read");
        await Refused(Pictures.Png(), "cannot be read");
        await Refused(
            await Videos.Make(
                "mp4", [.. Videos.Card(64, 64, 1), "-frames:v", "1", "-c:v", "libx264", "-pix_fmt", "yuv420p"]),
            "no moving picture");
    }

    [VideoFact]
    public async Task Sound_with_or_without_a_cover_is_no_video()
    {
        await Refused(await Videos.Make("m4a", [.. Videos.Tone(1)]), "cannot be read");
        var path = Path.Combine(TestDirectories.Fresh(), "cover.jpg");
        await File.WriteAllBytesAsync(path, Pictures.Sunset());
        await Refused(
            await Videos.Make(
                "mp4",
                [.. Videos.Tone(1), "-i", path, "-map", "0", "-map", "1", "-c:v", "copy", "-disposition:v:0",
                 "attached_pic"]),
            "cannot be read");
    }

    [VideoTheory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile /etc/passwd\nduration 1\n")]
    [InlineData("<?xml version=\"1.0\"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>")]
    [InlineData("")]
    public async Task A_list_of_other_files_is_refused_also_behind_the_first_bytes_of_a_video(string list)
    {
        var text = Encoding.ASCII.GetBytes(list);
        await Refused(text, "cannot be read");
        await Refused([0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0, .. text], "cannot be read");
    }

    [VideoFact]
    public async Task Noise_in_the_boxes_of_a_video_is_an_outcome_and_no_failure()
    {
        var random = new Random(7);
        var whole = await Videos.Clip(64, 64);
        for (var round = 0; round < 5; round++)
        {
            var damaged = whole.ToArray();
            for (var flips = 0; flips < 200; flips++)
            {
                damaged[random.Next(32, damaged.Length)] = (byte)random.Next(256);
            }
            Assert.NotNull(await Process(damaged));
        }
    }

    [VideoFact]
    public async Task What_takes_too_long_is_refused_and_leaves_nothing()
    {
        using var hasty = Pipeline(new VideoOptions { RenderTimeoutSeconds = 1 });
        var large = await Videos.Make(
            "mp4", [.. Videos.Card(1920, 1080, 20, rate: 60), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt",
                    "yuv420p"]);

        Assert.Contains("too long", Reason(await Process(large, hasty)), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    private static Task<byte[]> Long(int seconds, params string[] more) => Videos.Make(
        "mp4",
        [.. Videos.Card(32, 32, seconds, rate: 2), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
         .. more]);

    private async Task Refused(byte[] file, string reason) =>
        Assert.Contains(reason, Reason(await Process(file)), StringComparison.Ordinal);

    private static string Reason(VideoOutcome outcome) => Assert.IsType<VideoOutcome.Rejected>(outcome).Reason;

    private Task<VideoOutcome> Process(byte[] file, VideoPipeline? pipeline = null) => (pipeline ?? _pipeline).Process(
        async (original, ct) => await original.WriteAsync(file, ct), (outcome, _) => Task.FromResult(outcome));

    private VideoPipeline Pipeline(VideoOptions options)
    {
        options.WorkDirectory = _directory;
        return new VideoPipeline(options, NullLogger<VideoPipeline>.Instance);
    }
}
