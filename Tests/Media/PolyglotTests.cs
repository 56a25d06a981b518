using System.IO.Compression;
using System.Text;
using Instagram.Media.Images;

namespace Instagram.Tests.Media;

/// <summary>
/// Files that are a picture and something else. What leaves is drawn anew from pixels: nothing of the other is in it.
/// </summary>
public sealed class PolyglotTests
{
    private const string Marker = "polyglot-payload";

    private static readonly byte[] Script = Encoding.ASCII.GetBytes($"<script>alert('{Marker}')</script>");

    public static TheoryData<string> Disguises => [.. Files.Keys];

    private static Dictionary<string, byte[]> Files { get; } = new()
    {
        ["a JPEG before a ZIP"] = [.. Jpeg(), .. Zip("readme.txt")],
        ["a JPEG before a JAR"] = [.. Jpeg(), .. Zip("META-INF/MANIFEST.MF")],
        ["a JPEG before a page"] = [.. Jpeg(), .. "<!DOCTYPE html><html>"u8, .. Script],
        ["a JPEG before PHP"] = [.. Jpeg(), .. Encoding.ASCII.GetBytes($"<?php echo '{Marker}'; ?>")],
        ["a JPEG with a script as its comment"] = WithComment(Jpeg(), [.. "*/=1;/*"u8, .. Script]),
        ["a JPEG with a PDF as its comment"] =
            WithComment(Jpeg(), Encoding.ASCII.GetBytes($"%PDF-1.4 1 0 obj ({Marker}) endobj")),
        ["a PNG with a script as its text"] = TestPng.Insert(
            Picture().Png(), ("tEXt", [.. "Comment\0"u8, .. Script]), ("zzZz", Script)),
        ["a PNG before a page"] = [.. Picture().Png(), .. Script],
        ["a WebP with a script in a chunk"] = Riff.Chunk("RIFF",
        [
            .. "WEBP"u8,
            .. Riff.Parse(Picture().Webp()).SelectMany(chunk => Riff.Chunk(chunk.Name, chunk.Content)),
            .. Riff.Chunk("JUNK", Script),
        ]),
        ["a WebP before a ZIP"] = [.. Picture().Webp(), .. Zip("readme.txt")],
    };

    [Theory]
    [MemberData(nameof(Disguises))]
    public async Task Of_a_file_that_is_two_things_only_the_picture_leaves(string disguise)
    {
        var file = Files[disguise];
        Assert.NotEqual(-1, file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Marker)));

        var processed = await TestPipeline.Accept(file);

        foreach (var variant in processed.Variants)
        {
            Assert.Equal(-1, variant.Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Marker)));
            Assert.Equal(-1, variant.Bytes.AsSpan().IndexOf("PK\x03\x04"u8));
            Assert.Equal("VP8 ", Assert.Single(Riff.Parse(variant.Bytes)).Name);
            TestPicture.Read(variant.Bytes).ShowsAt(variant.Width / 5, variant.Height / 5, TestPicture.Red);
        }
        Assert.NotNull(await TestPipeline.ToJpeg(processed.Variants[0].Bytes));
    }

    [Fact]
    public async Task A_gif_that_is_a_program_is_no_picture() =>
        await TestPipeline.Reject([.. "GIF89a"u8, .. Zip("META-INF/MANIFEST.MF")], TestPipeline.Unknown);

    private static TestPicture Picture() => TestPicture.Quarters(200, 160);

    private static byte[] Jpeg() => Picture().Jpeg();

    private static byte[] WithComment(byte[] jpeg, byte[] comment) =>
    [
        .. jpeg[..2], 0xFF, 0xFE, (byte)((comment.Length + 2) >> 8), (byte)(comment.Length + 2), .. comment,
        .. jpeg[2..],
    ];

    /// <summary>Stored, not packed, so that its content can be found.</summary>
    private static byte[] Zip(string name)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(Script);
        }
        return bytes.ToArray();
    }
}
