using FsCheck;
using FsCheck.Fluent;
using Instagram.Media.Images;
using Instagram.Media.Videos;
using Instagram.Tests.Media;

namespace Instagram.Tests.Fuzz.Laws;

[Collection(LawGroup.Name)]
public sealed class MediaLaws(LawBook book)
{
    private static readonly Gen<string> Values = Gen.OneOf(
        Gen.Elements(
            "null", "0", "-1", "1e999", "-1e999", "90", "\"90\"", "-2147483648", "\"-99999999999\"", "\"NaN\"",
            "\"Infinity\"", "\"1:1\"", "\"0:1\"", "\"1e308:1e-308\"", "\"Infinity:Infinity\"",
            "\"video\"", "\"audio\"", "true"),
        Texts.Gens.Where(ApiHost.Http.Checks.IsStorable).Select(JsonTexts.Quote));

    [Fact]
    public void Any_bytes_have_a_format_or_none() => book.Holds(
        Damage.Of(TestPicture.Noise(16, 16).Jpeg(), TestPicture.Noise(16, 16).Png(), TestPicture.Noise(16, 16).Webp(),
            [0, 0, 0, 24, .. "ftypmif1"u8, 0, 0, 0, 0, .. "mif1heic"u8], [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0]),
        bytes =>
        {
            var format = ImageFormats.Detect(bytes);
            Assert.True(format is null || Enum.IsDefined(format.Value));
            _ = VideoFormats.IsVideo(bytes);
            _ = format is { } known && FileEnd.IsThere(known, bytes);
        }, 5_000);

    [Fact]
    public void Whatever_a_video_says_of_itself_is_read_or_refused() => book.Holds(
        from all in Gen.ArrayOf(Values, 12)
        from width in Gen.Elements("64", all[0])
        from kind in Gen.Elements("\"video\"", all[1])
        select $$"""
            {"format":{"format_name":{{all[2]}},"duration":{{all[3]}} },
            "streams":[{"index":{{all[4]}},"codec_type":{{kind}},
            "codec_name":{{all[5]}},"width":{{width}},"height":{{width}},"sample_aspect_ratio":{{all[6]}},
            "nb_frames":{{all[7]}},"duration":{{all[8]}},"tags":{"rotate":{{all[9]}} },
            "disposition":{"attached_pic":{{all[10]}} },"side_data_list":[{"rotation":{{all[11]}} }]},
            {"index":1,"codec_type":"audio","codec_name":{{all[5]}} }]}
            """,
        json =>
        {
            var probed = VideoProbe.Read(json);
            Assert.True(
                probed is null || (probed.Size.Width >= 1 && probed.Size.Height >= 1 && probed.DurationMs >= 0));
        }, 3_000);
}
