using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class OrientationTests
{
    private const int Width = 1200;
    private const int Height = 800;

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var format in (string[])["jpeg", "png", "webp"])
        {
            for (var orientation = 1; orientation <= 8; orientation++)
            {
                cases.Add(format, orientation);
            }
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_picture_is_turned_upright(string format, int orientation)
    {
        var stored = Stored(TestPicture.Quarters(Width, Height), orientation);
        var file = format switch
        {
            "jpeg" => TestMetadata.IntoJpeg(stored.Jpeg(), orientation),
            "png" => TestMetadata.IntoPng(stored.Png(), orientation),
            _ => TestMetadata.IntoWebp(stored.Save("webpsave_buffer"), stored.Width, stored.Height, orientation),
        };

        var processed = await TestPipeline.Accept(file);

        Assert.Equal((Width, Height), (processed.Width, processed.Height));
        foreach (var variant in processed.Variants)
        {
            var seen = processed.Look(variant.Name);
            seen.ShowsAt(variant.Width / 4, variant.Height / 4, TestPicture.Red);
            seen.ShowsAt(variant.Width * 3 / 4, variant.Height / 4, TestPicture.Green);
            seen.ShowsAt(variant.Width / 4, variant.Height * 3 / 4, TestPicture.Blue);
            seen.ShowsAt(variant.Width * 3 / 4, variant.Height * 3 / 4, TestPicture.White);
        }
    }

    [Fact]
    public async Task An_orientation_that_does_not_exist_is_ignored()
    {
        var processed = await TestPipeline.Accept(TestMetadata.IntoJpeg(TestPicture.Quarters(300, 200).Jpeg(), 77));

        Assert.Equal((300, 200), (processed.Width, processed.Height));
        processed.Look(RenderedVariant.Small).ShowsAt(75, 50, TestPicture.Red);
    }

    // the inverse of EXIF's table: where a camera that was held that way stores each upright pixel
    private static TestPicture Stored(TestPicture upright, int orientation)
    {
        var (w, h) = (upright.Width, upright.Height);
        var sideways = orientation >= 5;
        return TestPicture.Drawn(sideways ? h : w, sideways ? w : h, (x, y) =>
        {
            var (ux, uy) = orientation switch
            {
                2 => (w - 1 - x, y),
                3 => (w - 1 - x, h - 1 - y),
                4 => (x, h - 1 - y),
                5 => (y, x),
                6 => (w - 1 - y, x),
                7 => (w - 1 - y, h - 1 - x),
                8 => (y, h - 1 - x),
                _ => (x, y),
            };
            var pixel = upright.At(ux, uy);
            return (pixel[0], pixel[1], pixel[2]);
        });
    }
}
