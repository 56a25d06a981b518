using System.Buffers.Binary;

namespace Instagram.Media.Images;

/// <summary>
/// The RIFF container of a WebP file. libvips 8.14 writes EXIF even when told to strip, so the chunks that carry
/// pixels are kept and all others are left behind: what is not known to be a picture does not get through.
/// </summary>
internal static class WebpContainer
{
    private const int FileHeader = 12;
    private const int ChunkHeader = 8;
    private const byte AlphaFlag = 0x10;

    /// <summary>The same still picture without any metadata. Expects a sound file, as an encoder writes it.</summary>
    internal static byte[] KeepPixels(ReadOnlySpan<byte> webp)
    {
        var kept = new MemoryStream(webp.Length);
        kept.Write(webp[..FileHeader]);
        var hasAlphaChunk = Holds(webp, "ALPH"u8);
        for (var at = FileHeader; at + ChunkHeader <= webp.Length;)
        {
            var chunk = webp.Slice(at, ChunkLength(webp, at));
            if (chunk.StartsWith("VP8X"u8) && hasAlphaChunk)
            {
                // the extended header is needed only to announce an alpha chunk, and then announces nothing else
                Span<byte> header = chunk.ToArray();
                header[ChunkHeader] = AlphaFlag;
                kept.Write(header);
            }
            else if (chunk.StartsWith("VP8 "u8) || chunk.StartsWith("VP8L"u8) || chunk.StartsWith("ALPH"u8))
            {
                kept.Write(chunk);
            }
            at += chunk.Length;
        }
        var bytes = kept.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - ChunkHeader);
        return bytes;
    }

    private static bool Holds(ReadOnlySpan<byte> webp, ReadOnlySpan<byte> name)
    {
        for (var at = FileHeader; at + ChunkHeader <= webp.Length; at += ChunkLength(webp, at))
        {
            if (webp[at..].StartsWith(name))
            {
                return true;
            }
        }
        return false;
    }

    // a chunk is padded to an even length; the length in its header does not count the padding
    private static int ChunkLength(ReadOnlySpan<byte> webp, int at)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(webp[(at + 4)..]);
        return (int)Math.Min(ChunkHeader + (long)length + (length & 1), webp.Length - at);
    }
}
