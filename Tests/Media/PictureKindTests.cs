using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class PictureKindTests
{
    private static readonly (byte, byte, byte) Orange = (200, 120, 60);

    [Theory]
    [InlineData("jpeg")]
    [InlineData("progressive jpeg")]
    [InlineData("png")]
    [InlineData("interlaced png")]
    [InlineData("webp")]
    [InlineData("lossy webp")]
    public async Task Colours_arrive_as_they_were(string kind)
    {
        var picture = TestPicture.Plain(400, 300, Orange);
        var file = kind switch
        {
            "jpeg" => picture.Jpeg(),
            "progressive jpeg" => picture.Save("jpegsave_buffer", ("interlace", "true")),
            "png" => picture.Png(),
            "interlaced png" => picture.Save("pngsave_buffer", ("interlace", "true")),
            "webp" => picture.Webp(),
            _ => picture.Save("webpsave_buffer", ("Q", "90")),
        };

        await ShowsInEverySize(file, Orange, tolerance: 6);
    }

    [HeicTheory]
    [InlineData(400, 300)]
    [InlineData(1601, 1201)]
    public async Task Heic_is_read(int width, int height)
    {
        var file = TestPicture.Plain(width, height, Orange).Heic();

        Assert.Equal(ImageFormat.Heic, ImageFormats.Detect(file));
        Assert.Equal((width, height), await ShowsInEverySize(file, Orange, tolerance: 10));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_cmyk_jpeg_becomes_rgb(string withoutProfile)
    {
        var file = TestPicture.Plain(400, 300, TestPicture.Red).Save(
            [("colourspace", [("space", "cmyk")])], "jpegsave_buffer", ("Q", "95"), ("strip", withoutProfile));

        await ShowsInEverySize(file, TestPicture.Red, tolerance: 40);
    }

    [Fact]
    public async Task A_wide_gamut_profile_is_converted_before_it_is_dropped()
    {
        var file = TestPicture.Plain(400, 300, Orange)
            .Save([("icc_transform", [("output-profile", "p3"), ("input-profile", "srgb")])], "pngsave_buffer");
        var raw = TestPicture.Read(file).At(5, 5);
        Assert.True(raw[0] < 196, $"the test picture is not in P3: {string.Join(' ', raw)}");

        await ShowsInEverySize(file, Orange, tolerance: 4);
    }

    [Fact]
    public async Task A_grey_jpeg_becomes_rgb()
    {
        var file = TestPicture.Plain(400, 300, (90, 90, 90))
            .Save([("colourspace", [("space", "b-w")])], "jpegsave_buffer");

        await ShowsInEverySize(file, (90, 90, 90), tolerance: 4);
    }

    [Fact]
    public async Task A_profile_that_does_not_fit_the_picture_is_ignored()
    {
        var file = TestPicture.Plain(400, 300, (90, 90, 90))
            .Save([("colourspace", [("space", "b-w")])], "jpegsave_buffer", ("profile", "srgb"));
        Assert.True(file.AsSpan().IndexOf("ICC_PROFILE"u8) > 0);

        await ShowsInEverySize(file, (90, 90, 90), tolerance: 4);
    }

    [Theory]
    [InlineData(1, 0b1111_1111, 255)]
    [InlineData(2, 0b10_10_10_10, 170)]
    [InlineData(8, 90, 90)]
    public async Task A_grey_png_becomes_rgb(byte depth, byte packed, byte grey)
    {
        var row = Enumerable.Repeat(packed, 16 * depth / 8).ToArray();

        await ShowsInEverySize(TestPng.Rows(16, 16, depth, TestPng.Grey, row), (grey, grey, grey), tolerance: 4);
    }

    [Fact]
    public async Task A_16_bit_png_becomes_8_bit()
    {
        byte[] pixel = [200, 17, 120, 200, 60, 99];
        var row = Enumerable.Repeat(pixel, 200).SelectMany(p => p).ToArray();

        await ShowsInEverySize(TestPng.Rows(200, 200, 16, TestPng.Rgb, row), Orange, tolerance: 4);
    }

    [Fact]
    public async Task A_palette_png_becomes_rgb()
    {
        var row = new byte[200];
        Array.Fill(row, (byte)1);

        var file = TestPng.Rows(200, 200, 8, TestPng.Palette, row, ("PLTE", [0, 0, 0, 200, 120, 60]));

        await ShowsInEverySize(file, Orange, tolerance: 4);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    public async Task Transparency_is_kept(string format)
    {
        var picture = TestPicture.Plain(1400, 700, Orange).WithAlpha((x, _) => x < 700 ? (byte)0 : (byte)255);

        var processed = await TestPipeline.Accept(format == "png" ? picture.Png() : picture.Webp());

        foreach (var name in (string[])[RenderedVariant.Small, RenderedVariant.Medium, RenderedVariant.Large])
        {
            var seen = processed.Look(name);
            Assert.Equal(0, seen.At(seen.Width / 4, seen.Height / 2)[3]);
            Assert.Equal(255, seen.At(seen.Width * 3 / 4, seen.Height / 2)[3]);
            seen.ShowsAt(seen.Width * 3 / 4, seen.Height / 2, Orange);
        }
    }

    [Fact]
    public async Task Grey_with_transparency_is_kept_transparent()
    {
        var row = Enumerable.Repeat((byte[])[90, 128], 200).SelectMany(p => p).ToArray();

        var processed = await TestPipeline.Accept(TestPng.Rows(200, 200, 8, TestPng.GreyAlpha, row));

        Assert.InRange(processed.Look(RenderedVariant.Large).At(100, 100)[3], 124, 132);
    }

    [Fact]
    public async Task Of_an_animation_the_first_frame_is_shown()
    {
        var frames = TestPicture.Drawn(200, 600, (_, y) =>
            y < 200 ? TestPicture.Red : y < 400 ? TestPicture.Green : TestPicture.Blue);
        var file = frames.Save("webpsave_buffer", ("page-height", "200"));
        Assert.Contains(Riff.Parse(file), chunk => chunk.Name == "ANIM");

        Assert.Equal((200, 200), await ShowsInEverySize(file, TestPicture.Red, tolerance: 24));
    }

    private static async Task<(int, int)> ShowsInEverySize(byte[] file, (byte, byte, byte) colour, int tolerance)
    {
        var processed = await TestPipeline.Accept(file);
        foreach (var variant in processed.Variants)
        {
            processed.Look(variant.Name).ShowsAt(variant.Width / 2, variant.Height / 2, colour, tolerance);
        }
        return (processed.Width, processed.Height);
    }
}
