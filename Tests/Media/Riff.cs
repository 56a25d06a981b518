using System.Buffers.Binary;
using System.Text;

namespace Instagram.Tests.Media;

/// <summary>Reads and writes RIFF chunks independently of the code under test.</summary>
internal static class Riff
{
    internal static List<(string Name, byte[] Content)> Parse(byte[] webp)
    {
        Assert.True(webp.AsSpan().StartsWith("RIFF"u8) && webp.AsSpan(8).StartsWith("WEBP"u8), "not a WebP file");
        Assert.Equal(webp.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(webp.AsSpan(4)));
        var chunks = new List<(string, byte[])>();
        var at = 12;
        while (at < webp.Length)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(webp.AsSpan(at + 4));
            chunks.Add((Encoding.ASCII.GetString(webp, at, 4), webp[(at + 8)..(at + 8 + length)]));
            at += 8 + length + (length & 1);
        }
        Assert.Equal(webp.Length, at);
        return chunks;
    }

    internal static byte[] Chunk(string name, byte[] content)
    {
        var chunk = new byte[8 + content.Length + (content.Length & 1)];
        Encoding.ASCII.GetBytes(name, chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), content.Length);
        content.CopyTo(chunk, 8);
        return chunk;
    }
}
