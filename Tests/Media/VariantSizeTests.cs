using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class VariantSizeTests
{
    [Theory]
    [InlineData(1600, 1200, "150x150", "320x240", "640x480", "1080x810")]
    [InlineData(1200, 1600, "150x150", "240x320", "480x640", "810x1080")]
    [InlineData(1500, 1500, "150x150", "320x320", "640x640", "1080x1080")]
    [InlineData(700, 350, "150x150", "320x160", "640x320", "700x350")]
    [InlineData(320, 320, "150x150", "320x320", "320x320", "320x320")]
    public async Task A_variant_fits_in_its_box_and_keeps_the_proportions(
        int width, int height, string thumbnail, string small, string medium, string large)
    {
        var processed = await TestPipeline.Accept(TestPicture.Quarters(width, height).Jpeg());

        Assert.Equal((width, height), (processed.Width, processed.Height));
        Assert.Equal(
            [$"thumbnail {thumbnail}", $"small {small}", $"medium {medium}", $"large {large}"],
            processed.Variants.Select(v => $"{v.Name} {v.Width}x{v.Height}"));
    }

    [Theory]
    [InlineData(1, 1, "1x1", "1x1", "1x1", "1x1")]
    [InlineData(149, 151, "149x150", "149x151", "149x151", "149x151")]
    [InlineData(100, 100, "100x100", "100x100", "100x100", "100x100")]
    [InlineData(400, 90, "150x90", "320x72", "400x90", "400x90")]
    [InlineData(1, 5000, "1x150", "1x320", "1x640", "1x1080")]
    [InlineData(5000, 1, "150x1", "320x1", "640x1", "1080x1")]
    public async Task A_small_picture_is_never_enlarged(
        int width, int height, string thumbnail, string small, string medium, string large)
    {
        var processed = await TestPipeline.Accept(TestPicture.Plain(width, height, TestPicture.Blue).Png());

        Assert.Equal(
            [thumbnail, small, medium, large],
            processed.Variants.Select(v => $"{v.Width}x{v.Height}"));
    }

    [Theory]
    [InlineData(3000, 200)]
    [InlineData(200, 3000)]
    [InlineData(20000, 160)]
    public async Task A_very_long_picture_still_fills_its_thumbnail(int width, int height)
    {
        var processed = await TestPipeline.Accept(TestPicture.Plain(width, height, TestPicture.Green).Jpeg());

        var thumbnail = processed.Variant(RenderedVariant.Thumbnail);
        Assert.Equal((150, 150), (thumbnail.Width, thumbnail.Height));
        processed.Look(RenderedVariant.Thumbnail).ShowsAt(75, 75, TestPicture.Green);
    }

    [Fact]
    public async Task A_thumbnail_shows_the_middle()
    {
        var middle = TestPicture.Drawn(900, 300, (x, _) => x is >= 300 and < 600 ? TestPicture.Red : TestPicture.Blue);

        var thumbnail = (await TestPipeline.Accept(middle.Jpeg())).Look(RenderedVariant.Thumbnail);

        thumbnail.ShowsAt(8, 75, TestPicture.Red);
        thumbnail.ShowsAt(141, 75, TestPicture.Red);
    }

    [Fact]
    public async Task The_reported_size_of_a_variant_is_the_size_of_its_file()
    {
        var processed = await TestPipeline.Accept(TestPicture.Quarters(1301, 977).Jpeg());

        foreach (var variant in processed.Variants)
        {
            var seen = TestPicture.Read(variant.Bytes);
            Assert.Equal((variant.Width, variant.Height), (seen.Width, seen.Height));
        }
    }

    [Fact]
    public async Task A_side_longer_than_webp_allows_is_fine_in_an_original()
    {
        var processed = await TestPipeline.Accept(TestPng.Rows(40_000, 20, 8, TestPng.Grey, new byte[40_000]));

        Assert.Equal((40_000, 20), (processed.Width, processed.Height));
        Assert.Equal(1080, processed.Variant(RenderedVariant.Large).Width);
    }
}
