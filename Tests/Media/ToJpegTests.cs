using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class ToJpegTests
{
    [Fact]
    public async Task A_variant_becomes_a_jpeg_of_the_same_size()
    {
        var processed = await TestPipeline.Accept(TestPicture.Quarters(800, 600).Jpeg());

        foreach (var variant in processed.Variants)
        {
            var jpeg = await TestPipeline.ToJpeg(variant.Bytes);

            Assert.NotNull(jpeg);
            Assert.Equal(ImageFormat.Jpeg, ImageFormats.Detect(jpeg));
            var seen = TestPicture.Read(jpeg);
            Assert.Equal((variant.Width, variant.Height), (seen.Width, seen.Height));
            seen.ShowsAt(variant.Width / 5, variant.Height / 4, TestPicture.Red);
        }
    }

    [Fact]
    public async Task Transparency_becomes_white()
    {
        var picture = TestPicture.Plain(200, 200, TestPicture.Red).WithAlpha((x, _) => (byte)(x < 100 ? 0 : 255));

        var jpeg = await TestPipeline.ToJpeg(picture.Webp());

        Assert.NotNull(jpeg);
        var seen = TestPicture.Read(jpeg);
        seen.ShowsAt(50, 100, (255, 255, 255), tolerance: 4);
        seen.ShowsAt(150, 100, TestPicture.Red);
    }

    [Fact]
    public async Task A_damaged_variant_gives_nothing()
    {
        var webp = TestPicture.Noise(100, 100).Webp();

        Assert.NotNull(await TestPipeline.ToJpeg(webp));
        foreach (var length in (int[])[0, 4, 16, 40, webp.Length / 2, webp.Length - 1])
        {
            Assert.Null(await TestPipeline.ToJpeg(webp[..length]));
        }
    }

    [Fact]
    public async Task Only_webp_is_converted() =>
        Assert.Null(await TestPipeline.ToJpeg(TestPicture.Quarters(20, 20).Png()));

    [Fact]
    public void A_drawn_picture_becomes_a_jpeg()
    {
        var drawn = TestPicture.Quarters(64, 48);

        var seen = TestPicture.Read(ImagePipeline.EncodeJpeg(drawn.Pixels, 64, 48, 90));

        Assert.Equal((64, 48), (seen.Width, seen.Height));
        seen.ShowsAt(16, 12, TestPicture.Red);
        seen.ShowsAt(48, 36, TestPicture.White);
    }

    [Fact]
    public void A_drawn_picture_needs_all_its_bytes() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ImagePipeline.EncodeJpeg(new byte[10], 64, 48, 90));
}
