using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Instagram.Tests.Media;

/// <summary>A PNG writer that writes what it is told, also what no sane encoder would.</summary>
internal static class TestPng
{
    internal const byte Grey = 0;
    internal const byte Rgb = 2;
    internal const byte Palette = 3;
    internal const byte GreyAlpha = 4;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var c = (uint)n;
        for (var k = 0; k < 8; k++)
        {
            c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        }
        return c;
    })];

    /// <summary>A picture of equal rows; a row is its raw bytes without the filter byte.</summary>
    internal static byte[] Rows(
        int width, int height, byte depth, byte colourType, byte[] row, params (string, byte[])[] chunks)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] filtered = [0, .. row];
            for (var y = 0; y < height; y++)
            {
                zlib.Write(filtered);
            }
        }
        return File(width, height, depth, colourType, [.. chunks, ("IDAT", data.ToArray())]);
    }

    internal static byte[] File(
        int width, int height, byte depth, byte colourType, params (string Name, byte[] Content)[] chunks)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, colourType);

        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        file.Write(Chunk("IHDR", header));
        foreach (var (name, content) in chunks)
        {
            file.Write(Chunk(name, content));
        }
        file.Write(Chunk("IEND", []));
        return file.ToArray();
    }

    /// <summary>A file with chunks put in right after its header.</summary>
    internal static byte[] Insert(byte[] png, params (string Name, byte[] Content)[] chunks)
    {
        const int afterHeader = 8 + 12 + 13;
        return [.. png[..afterHeader], .. chunks.SelectMany(c => Chunk(c.Name, c.Content)), .. png[afterHeader..]];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(name, chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        var crc = uint.MaxValue;
        foreach (var b in chunk.AsSpan(4, 4 + content.Length))
        {
            crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), ~crc);
        return chunk;
    }
}
