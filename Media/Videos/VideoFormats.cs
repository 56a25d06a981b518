using System.Buffers.Binary;

namespace Instagram.Media.Videos;

/// <summary>Tells an MP4 or QuickTime file from its first bytes; a name or a declared type is never believed.</summary>
public static class VideoFormats
{
    private const int BytesToDetect = 12;
    private const int MaxBoxes = 100_000;

    /// <summary>
    /// Whether the file opens as MP4 and QuickTime do: size, "ftyp", the major brand. HEIC and AVIF open so as well,
    /// with brands of their own. The rest may still be unsound.
    /// </summary>
    public static bool IsVideo(ReadOnlySpan<byte> file) =>
        file.Length >= BytesToDetect && file[4..].StartsWith("ftyp"u8) && !IsPictureBrand(file[8..12]);

    /// <summary>
    /// Whether it opens as a video and none of its boxes reaches past the file's end: a player makes do with what an
    /// upload has left of a video, but it is not what was filmed.
    /// </summary>
    internal static async Task<bool> IsWholeVideo(string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var start = new byte[16];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        if (!IsVideo(start.AsSpan(0, read)))
        {
            return false;
        }
        long at = 0;
        for (var boxes = 0; boxes < MaxBoxes && at + start.Length <= file.Length; boxes++)
        {
            file.Position = at;
            await file.ReadExactlyAsync(start, ct);
            var length = LengthOfBox(start);
            if (length > (ulong)(file.Length - at))
            {
                return false;
            }
            if (length < 8)
            {
                // The last box, which has the rest of the file, or padding.
                return true;
            }
            at += (long)length;
        }
        return true;
    }

    /// <summary>Length 1 means that 8 bytes of length follow the name, 0 that the box has all the rest.</summary>
    private static ulong LengthOfBox(ReadOnlySpan<byte> box)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(box);
        return length == 1 ? BinaryPrimitives.ReadUInt64BigEndian(box[8..]) : length;
    }

    private static bool IsPictureBrand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("avi"u8)
        || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) || brand.SequenceEqual("miaf"u8);
}
