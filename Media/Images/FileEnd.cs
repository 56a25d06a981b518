using System.Buffers.Binary;

namespace Instagram.Media.Images;

/// <summary>
/// Whether a file reaches the end that its own structure announces. Decoders stop after the last row they need, so
/// they don't miss a tail that was lost in an upload.
/// </summary>
internal static class FileEnd
{
    internal static bool IsThere(ImageFormat format, ReadOnlySpan<byte> file) => format switch
    {
        ImageFormat.Png => PngEnds(file),
        ImageFormat.Webp => BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L <= file.Length,
        ImageFormat.Heic => BoxesEnd(file),
        _ => true,
    };

    // chunks of length, name, content and checksum until IEND
    private static bool PngEnds(ReadOnlySpan<byte> file)
    {
        for (long at = 8; at + 12 <= file.Length;)
        {
            var chunk = file[(int)at..];
            if (chunk[4..].StartsWith("IEND"u8))
            {
                return true;
            }
            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }
        return false;
    }

    // boxes of length and name; length 1 means that 8 bytes of length follow, 0 means to the end of the file
    private static bool BoxesEnd(ReadOnlySpan<byte> file)
    {
        ulong at = 0;
        while (at + 8 <= (ulong)file.Length)
        {
            var box = file[(int)at..];
            ulong length = BinaryPrimitives.ReadUInt32BigEndian(box);
            if (length == 0)
            {
                return true;
            }
            if (length == 1)
            {
                length = box.Length >= 16 ? BinaryPrimitives.ReadUInt64BigEndian(box[8..]) : 0;
            }
            if (length < 8 || length > (ulong)file.Length - at)
            {
                return false;
            }
            at += length;
        }
        return at == (ulong)file.Length;
    }
}
