using System.Text;
using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class MetadataTests
{
    private static readonly string[] PixelChunks = ["VP8 ", "VP8L", "VP8X", "ALPH"];

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    public async Task No_variant_carries_what_the_camera_wrote(string format)
    {
        var processed = await TestPipeline.Accept(WithSecrets(format));

        foreach (var variant in processed.Variants)
        {
            Assert.All(Riff.Parse(variant.Bytes), chunk => Assert.Contains(chunk.Name, PixelChunks));
            CarriesNoSecret(variant.Bytes);
        }
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    public void The_files_of_these_tests_do_carry_secrets(string format) =>
        Assert.True(WithSecrets(format).AsSpan().IndexOf(Encoding.ASCII.GetBytes(TestMetadata.Secret)) > 0);

    [Fact]
    public async Task No_variant_carries_a_colour_profile()
    {
        var file = TestPicture.Quarters(700, 700)
            .Save([("icc_transform", [("output-profile", "p3"), ("input-profile", "srgb")])], "jpegsave_buffer");
        Assert.True(file.AsSpan().IndexOf("ICC_PROFILE"u8) > 0);

        var processed = await TestPipeline.Accept(file);

        foreach (var variant in processed.Variants)
        {
            Assert.DoesNotContain(Riff.Parse(variant.Bytes), chunk => chunk.Name == "ICCP");
        }
    }

    [Fact]
    public async Task A_transparent_variant_announces_alpha_and_nothing_else()
    {
        const byte alphaOnly = 0x10;
        var picture = TestPicture.Noise(300, 300).WithAlpha((x, y) => (byte)(x + y));

        var processed = await TestPipeline.Accept(TestMetadata.IntoPng(picture.Png(), 1));

        foreach (var variant in processed.Variants)
        {
            var chunks = Riff.Parse(variant.Bytes);
            Assert.Equal(["VP8X", "ALPH", "VP8 "], chunks.Select(c => c.Name));
            Assert.Equal(alphaOnly, chunks[0].Content[0]);
        }
    }

    [Fact]
    public async Task A_jpeg_of_a_variant_has_no_metadata_either()
    {
        var processed = await TestPipeline.Accept(WithSecrets("jpeg"));

        var jpeg = await TestPipeline.ToJpeg(processed.Variant(RenderedVariant.Large).Bytes);

        Assert.NotNull(jpeg);
        CarriesNoSecret(jpeg);
        Assert.Empty(ApplicationSegments(jpeg));
    }

    [Fact]
    public void A_drawn_jpeg_has_no_metadata() =>
        Assert.Empty(ApplicationSegments(TestPicture.Quarters(60, 60).Jpeg()));

    private static byte[] WithSecrets(string format)
    {
        var picture = TestPicture.Quarters(700, 700);
        return format switch
        {
            "jpeg" => TestMetadata.IntoJpeg(picture.Jpeg(), 1),
            "png" => TestMetadata.IntoPng(picture.Png(), 1),
            _ => TestMetadata.IntoWebp(picture.Webp(), 700, 700, 1),
        };
    }

    private static void CarriesNoSecret(byte[] file)
    {
        Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(TestMetadata.Secret)));
        Assert.Equal(-1, file.AsSpan().IndexOf("Exif"u8));
        Assert.Equal(-1, file.AsSpan().IndexOf("xmpmeta"u8));
    }

    // markers of APP1 to APP15 and comments before the first scan; APP0 is JFIF's own header
    private static List<byte> ApplicationSegments(byte[] jpeg)
    {
        var found = new List<byte>();
        for (var at = 2; jpeg[at + 1] != 0xDA; at += 2 + (jpeg[at + 2] << 8) + jpeg[at + 3])
        {
            Assert.Equal(0xFF, jpeg[at]);
            if (jpeg[at + 1] is (>= 0xE1 and <= 0xEF) or 0xFE)
            {
                found.Add(jpeg[at + 1]);
            }
        }
        return found;
    }
}
