using System.Buffers.Binary;
using System.Text;

namespace Instagram.Tests.Media;

/// <summary>Metadata as cameras write it, and its ways into files.</summary>
internal static class TestMetadata
{
    /// <summary>Stands in every block, so one search of a variant's bytes finds any leak.</summary>
    internal const string Secret = "HOME-OF-ALICE";

    internal const string Xmp = $"<x:xmpmeta xmlns:x='adobe:ns:meta/'><secret>{Secret}</secret></x:xmpmeta>";

    /// <summary>A big-endian TIFF block: orientation, a camera's name, and a GPS directory with a latitude.</summary>
    internal static byte[] Exif(int orientation)
    {
        var text = Encoding.ASCII.GetBytes(Secret + "\0");
        const int directory = 8;
        const int afterDirectory = directory + 2 + (3 * 12) + 4;
        var gps = afterDirectory + text.Length + (text.Length & 1);
        var latitude = gps + 2 + (2 * 12) + 4;
        var block = new byte[latitude + 24];
        "MM\0*"u8.CopyTo(block);
        Int(block, 4, directory);
        Short(block, directory, 3);
        Entry(block, directory + 2, 0x010F, 2, text.Length, afterDirectory);
        Entry(block, directory + 14, 0x0112, 3, 1, orientation << 16);
        Entry(block, directory + 26, 0x8825, 4, 1, gps);
        text.CopyTo(block, afterDirectory);
        Short(block, gps, 2);
        Entry(block, gps + 2, 0x0001, 2, 2, 'N' << 24);
        Entry(block, gps + 14, 0x0002, 5, 3, latitude);
        int[] degrees = [52, 1, 31, 1, 12, 1];
        for (var i = 0; i < degrees.Length; i++)
        {
            Int(block, latitude + (i * 4), degrees[i]);
        }
        return block;
    }

    /// <summary>Puts EXIF first, then XMP and a comment, right after a JPEG's first marker.</summary>
    internal static byte[] IntoJpeg(byte[] jpeg, int orientation) =>
    [
        .. jpeg[..2],
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(orientation)]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(Xmp)]),
        .. Segment(0xFE, Encoding.ASCII.GetBytes(Secret)),
        .. jpeg[2..],
    ];

    internal static byte[] IntoPng(byte[] png, int orientation) => TestPng.Insert(
        png,
        ("tEXt", Encoding.ASCII.GetBytes($"Comment\0{Secret}")),
        ("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Encoding.UTF8.GetBytes(Xmp)]),
        ("eXIf", Exif(orientation)));

    /// <summary>Wraps a simple WebP in the extended format with EXIF and XMP chunks.</summary>
    internal static byte[] IntoWebp(byte[] webp, int width, int height, int orientation)
    {
        const byte exifAndXmp = 0x0C;
        var header = new byte[10];
        header[0] = exifAndXmp;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), width - 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(7), (ushort)(height - 1));
        byte[] body =
        [
            .. "WEBP"u8,
            .. Riff.Chunk("VP8X", header),
            .. Riff.Parse(webp).Where(c => c.Name is "VP8 " or "VP8L").SelectMany(c => Riff.Chunk(c.Name, c.Content)),
            .. Riff.Chunk("EXIF", Exif(orientation)),
            .. Riff.Chunk("XMP ", Encoding.UTF8.GetBytes(Xmp)),
        ];
        return Riff.Chunk("RIFF", body);
    }

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static void Entry(byte[] block, int at, int tag, int type, int count, int value)
    {
        Short(block, at, tag);
        Short(block, at + 2, type);
        Int(block, at + 4, count);
        Int(block, at + 8, value);
    }

    private static void Short(byte[] block, int at, int value) =>
        BinaryPrimitives.WriteUInt16BigEndian(block.AsSpan(at), (ushort)value);

    private static void Int(byte[] block, int at, int value) =>
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(at), value);
}
