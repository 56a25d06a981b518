using System.Text;
using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class ImageFormatsTests
{
    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    public void A_file_is_known_by_its_first_bytes(string contentType)
    {
        var picture = TestPicture.Quarters(20, 10);
        var file = contentType switch
        {
            "image/jpeg" => picture.Jpeg(),
            "image/png" => picture.Png(),
            _ => picture.Webp(),
        };

        Assert.Equal(contentType, ImageFormats.Detect(file)?.ContentType());
    }

    [Theory]
    [InlineData("heic", "mif1heic")]
    [InlineData("heix", "mif1heix")]
    [InlineData("mif1", "mif1heic")]
    [InlineData("msf1", "hevc")]
    public void Heic_is_known_by_its_main_or_a_compatible_brand(string brand, string compatible) =>
        Assert.Equal(ImageFormat.Heic, ImageFormats.Detect(Ftyp(brand, compatible)));

    [Theory]
    [InlineData("avif", "mif1avif")]
    [InlineData("isom", "isomiso2mp41")]
    [InlineData("qt  ", "qt  ")]
    [InlineData("mif1", "mif1miaf")]
    public void Other_files_in_the_same_container_are_not_heic(string brand, string compatible) =>
        Assert.Null(ImageFormats.Detect(Ftyp(brand, compatible)));

    [Fact]
    public void A_brand_after_the_end_of_the_type_box_does_not_count() =>
        Assert.Null(ImageFormats.Detect([.. Ftyp("isom", "mp41"), .. "heic"u8]));

    [Theory]
    [InlineData("")]
    [InlineData("\u00FF")]
    [InlineData("\u00FF\u00D8")]
    [InlineData("GIF89a\u0001\u0000\u0001\u0000")]
    [InlineData("BM\u0000\u0000\u0000\u0000")]
    [InlineData("II*\u0000\u0008\u0000\u0000\u0000")]
    [InlineData("RIFF\u0004\u0000\u0000\u0000WAVEfmt \u0000")]
    [InlineData("RIFF\u0004\u0000\u0000\u0000WEBP")]
    [InlineData("%PDF-1.7")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("\u0000\u0000\u0000\u0018ftyp")]
    public void Anything_else_is_unknown(string bytes) =>
        Assert.Null(ImageFormats.Detect(Encoding.Latin1.GetBytes(bytes)));

    private static byte[] Ftyp(string brand, string compatible) =>
    [
        0, 0, 0, (byte)(16 + compatible.Length),
        .. Encoding.ASCII.GetBytes("ftyp" + brand), 0, 0, 0, 0,
        .. Encoding.ASCII.GetBytes(compatible),
    ];
}
