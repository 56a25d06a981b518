using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class WebpContainerTests
{
    [Fact]
    public void Metadata_is_dropped_and_the_pixels_stay()
    {
        var picture = TestPicture.Quarters(60, 40);
        var file = TestMetadata.IntoWebp(picture.Webp(), 60, 40, orientation: 1);
        Assert.Equal(["VP8X", "VP8L", "EXIF", "XMP "], Riff.Parse(file).Select(c => c.Name));

        var kept = WebpContainer.KeepPixels(file);

        Assert.Equal(["VP8L"], Riff.Parse(kept).Select(c => c.Name));
        Assert.Equal(picture.Pixels, TestPicture.Read(kept).Pixels);
    }

    [Fact]
    public void A_colour_profile_is_dropped()
    {
        var file = TestPicture.Quarters(60, 40).Save("webpsave_buffer", ("profile", "p3"));
        Assert.Contains(Riff.Parse(file), chunk => chunk.Name == "ICCP");

        Assert.Equal(["VP8 "], Riff.Parse(WebpContainer.KeepPixels(file)).Select(c => c.Name));
    }

    [Fact]
    public void Transparency_stays()
    {
        var picture = TestPicture.Noise(60, 40).WithAlpha((x, _) => (byte)x);

        var kept = WebpContainer.KeepPixels(picture.Save("webpsave_buffer"));

        Assert.Equal(["VP8X", "ALPH", "VP8 "], Riff.Parse(kept).Select(c => c.Name));
        Assert.Equal(30, TestPicture.Read(kept).At(30, 20)[3]);
    }
}
