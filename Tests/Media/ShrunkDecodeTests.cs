using Instagram.Media.Images;

namespace Instagram.Tests.Media;

/// <summary>A large JPEG file is decoded at a part of its size; nobody must see that.</summary>
public sealed class ShrunkDecodeTests
{
    private static readonly (byte, byte, byte) Orange = (200, 120, 60);
    private static readonly (byte, byte, byte) Grey = (90, 90, 90);

    [Theory]
    [InlineData(2160, 2)]
    [InlineData(3240, 3)]
    [InlineData(6480, 6)]
    [InlineData(12960, 12)]
    public async Task A_variant_shows_what_each_of_its_pixels_covers(int width, int times)
    {
        var picture = TestPicture.Drawn(width, 90 * times, Waves(times));

        var large = (await TestPipeline.Accept(picture.Jpeg(quality: 95))).Look(RenderedVariant.Large);

        Assert.Equal((1080, 90), (large.Width, large.Height));
        var averages = Averages(picture, times);
        var far = large.Pixels.Zip(averages, (seen, average) => (double)Math.Abs(seen - average)).Average();
        // 3 of it is the encoder's; half a pixel beside its place would be 3 more
        Assert.InRange(far, 0, 3.5);
    }

    [Theory]
    [InlineData(3241, 2001)]
    [InlineData(2003, 3299)]
    public async Task A_picture_on_its_side_is_turned_upright(int width, int height)
    {
        var stored = TestPicture.Quarters(width, height).Jpeg();

        var processed = await TestPipeline.Accept(TestMetadata.IntoJpeg(stored, orientation: 6));

        Assert.Equal((height, width), (processed.Width, processed.Height));
        foreach (var variant in processed.Variants)
        {
            var seen = processed.Look(variant.Name);
            Assert.Equal((variant.Width, variant.Height), (seen.Width, seen.Height));
            seen.ShowsAt(variant.Width / 4, variant.Height / 4, TestPicture.Blue);
            seen.ShowsAt(variant.Width * 3 / 4, variant.Height / 4, TestPicture.Red);
            seen.ShowsAt(variant.Width / 4, variant.Height * 3 / 4, TestPicture.White);
            seen.ShowsAt(variant.Width * 3 / 4, variant.Height * 3 / 4, TestPicture.Green);
        }
    }

    [Theory]
    [InlineData("progressive", 6)]
    [InlineData("p3", 6)]
    [InlineData("cmyk", 40)]
    [InlineData("grey", 4)]
    [InlineData("wrong profile", 4)]
    public async Task Colours_arrive_as_they_were(string kind, int tolerance)
    {
        var colour = kind is "grey" or "wrong profile" ? Grey : Orange;
        var picture = TestPicture.Plain(3300, 2200, colour);
        var file = kind switch
        {
            "progressive" => picture.Save("jpegsave_buffer", ("interlace", "true")),
            "p3" => picture.Save(
                [("icc_transform", [("output-profile", "p3"), ("input-profile", "srgb")])], "jpegsave_buffer",
                ("Q", "95")),
            "cmyk" => picture.Save([("colourspace", [("space", "cmyk")])], "jpegsave_buffer", ("Q", "95")),
            "grey" => picture.Save([("colourspace", [("space", "b-w")])], "jpegsave_buffer"),
            _ => picture.Save([("colourspace", [("space", "b-w")])], "jpegsave_buffer", ("profile", "srgb")),
        };

        var processed = await TestPipeline.Accept(file);

        foreach (var variant in processed.Variants)
        {
            processed.Look(variant.Name).ShowsAt(variant.Width / 2, variant.Height / 2, colour, tolerance);
        }
    }

    [Fact]
    public async Task A_file_that_ends_early_is_refused()
    {
        var file = TestPicture.Quarters(3300, 2200).Jpeg();

        await TestPipeline.Reject(file[..^400], TestPipeline.Damaged);
    }

    /// <summary>Slopes everywhere, so that what lies half a pixel beside its place is seen.</summary>
    private static Func<int, int, (byte, byte, byte)> Waves(int times) => (x, y) =>
    {
        var (u, v) = ((double)x / times, (double)y / times);
        return (Wave(u / 6), Wave((u + v) / 8), Wave(v / 5));

        static byte Wave(double phase) => (byte)(128 + (90 * Math.Sin(phase)));
    };

    private static byte[] Averages(TestPicture picture, int times)
    {
        var (width, height) = (picture.Width / times, picture.Height / times);
        var averages = new byte[width * height * 3];
        for (var i = 0; i < averages.Length; i++)
        {
            var (pixel, band) = (i / 3, i % 3);
            var sum = 0;
            for (var at = 0; at < times * times; at++)
            {
                var x = (pixel % width * times) + (at % times);
                var y = (pixel / width * times) + (at / times);
                sum += picture.Pixels[(((y * picture.Width) + x) * 3) + band];
            }
            averages[i] = (byte)(sum / (times * times));
        }
        return averages;
    }
}
