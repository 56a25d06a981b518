using Instagram.Media.Videos;

namespace Instagram.Tests.Media;

public sealed class VideoProbeTests
{
    [Theory]
    [InlineData("\"-99999999999\"", 64, 48)]
    [InlineData("-270", 48, 64)]
    [InlineData("\"90\"", 48, 64)]
    [InlineData("\"NaN\"", 64, 48)]
    public void A_video_is_turned_by_what_it_says_however_odd(string rotation, int width, int height) =>
        Assert.Equal(new FrameSize(width, height), Probed("1", rotation)!.Size);

    [Fact]
    public void Nothing_lasts_less_than_no_time() => Assert.Equal(0, Probed("\"-99999999999\"", "0")!.DurationMs);

    private static ProbedVideo? Probed(string duration, string rotation) => VideoProbe.Read($$"""
        {"format":{"format_name":"mov","duration":{{duration}} },"streams":[{"index":0,"codec_type":"video",
        "codec_name":"h264","width":64,"height":48,"duration":{{duration}},"tags":{"rotate":{{rotation}} } }]}
        """);
}
