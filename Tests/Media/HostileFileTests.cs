using System.Buffers.Binary;
using System.Text;
using Instagram.Media.Images;

namespace Instagram.Tests.Media;

public sealed class HostileFileTests
{
    [Fact]
    public async Task A_bomb_is_rejected_from_its_header()
    {
        var bomb = TestPng.Rows(30_000, 30_000, 1, TestPng.Grey, new byte[3_750]);
        Assert.True(bomb.Length < 30 * 1024 * 1024, "small enough to be uploaded");

        await TestPipeline.Reject(bomb, TestPipeline.TooLarge);
    }

    [Theory]
    [InlineData(50_000, 1_000, true)]
    [InlineData(50_001, 1_000, false)]
    public async Task Fifty_megapixels_are_the_limit(int width, int height, bool accepted)
    {
        var file = TestPng.Rows(width, height, 1, TestPng.Grey, new byte[(width + 7) / 8]);

        if (accepted)
        {
            await TestPipeline.Accept(file);
        }
        else
        {
            await TestPipeline.Reject(file, TestPipeline.TooLarge);
        }
    }

    [Fact]
    public async Task The_limit_is_an_option()
    {
        await using var strict = TestPipeline.Create(new ImageOptions { Workers = 1, MaxMegapixels = 1 });

        var outcome = await strict.Process(TestPicture.Noise(1001, 1000).Jpeg(), CancellationToken.None);

        Assert.Equal(new ImageOutcome.Rejected("The picture has more than 1 megapixels."), outcome);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    [InlineData(-1, 10)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public async Task A_header_with_an_impossible_size_is_rejected(int width, int height) =>
        Assert.IsType<ImageOutcome.Rejected>(
            await TestPipeline.Process(TestPng.File(width, height, 8, TestPng.Grey, ("IDAT", [1, 2, 3]))));

    [Fact]
    public async Task A_png_without_pixels_is_rejected() =>
        await TestPipeline.Reject(TestPng.File(10, 10, 8, TestPng.Grey), TestPipeline.Damaged);

    [Fact]
    public async Task A_jpeg_that_claims_a_giant_frame_is_rejected()
    {
        var file = TestPicture.Noise(64, 64).Jpeg();
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), 65_500);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), 65_500);

        await TestPipeline.Reject(file, TestPipeline.TooLarge);
    }

    [Fact]
    public async Task A_jpeg_of_thousands_of_scans_is_rejected()
    {
        var file = TestPicture.Noise(64, 64).Save("jpegsave_buffer", ("interlace", "true"));
        var scan = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        var lastScan = file[scan..^2];

        await TestPipeline.Accept(file);
        await TestPipeline.Reject(
            [.. file[..scan], .. Enumerable.Repeat(lastScan, 3_000).SelectMany(s => s), 0xFF, 0xD9],
            TestPipeline.Damaged);
    }

    [Theory]
    [InlineData("gifsave_buffer")]
    [InlineData("tiffsave_buffer")]
    public async Task A_sound_picture_of_another_format_is_rejected(string encoder) =>
        await TestPipeline.Reject(TestPicture.Quarters(40, 40).Save(encoder), TestPipeline.Unknown);

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>")]
    [InlineData("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R>>")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("P6 1 1 255 abc")]
    [InlineData("push graphic-context\nviewbox 0 0 1 1\nfill 'url(https://example.com/)'")]
    public async Task What_is_no_picture_is_rejected(string text) =>
        await TestPipeline.Reject(Encoding.UTF8.GetBytes(text), TestPipeline.Unknown);

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF })]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A })]
    [InlineData(new byte[] { 0x52, 0x49, 0x46, 0x46, 0x40, 0, 0, 0, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50, 0x38, 0x20 })]
    [InlineData(new byte[] { 0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63, 0, 0, 0, 0 })]
    public async Task The_first_bytes_of_a_picture_do_not_make_one(byte[] magic)
    {
        var svg = Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>");
        var noise = new byte[500];
        new Random(3).NextBytes(noise);

        await TestPipeline.Reject([.. magic, .. svg], TestPipeline.Damaged);
        await TestPipeline.Reject([.. magic, .. noise], TestPipeline.Damaged);
    }

    [Fact]
    public async Task Random_bytes_are_rejected()
    {
        var random = new Random(4);
        for (var i = 0; i < 100; i++)
        {
            var bytes = new byte[random.Next(5_000)];
            random.NextBytes(bytes);
            Assert.IsType<ImageOutcome.Rejected>(await TestPipeline.Process(bytes));
        }
    }

}
