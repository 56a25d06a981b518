namespace Instagram.Media.Images;

/// <summary>Tells a format from the first bytes of a file; a name or a declared type is never believed.</summary>
public static class ImageFormats
{
    private const int BrandLength = 4;
    private const int MaxBrands = 64;

    /// <summary>The format that the magic bytes announce, or null. The rest may still be unsound.</summary>
    public static ImageFormat? Detect(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return ImageFormat.Jpeg;
        }
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return ImageFormat.Png;
        }
        if (file.Length >= 16 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBPVP8"u8))
        {
            return ImageFormat.Webp;
        }
        return IsHeic(file) ? ImageFormat.Heic : null;
    }

    /// <summary>The content type to serve or to sign for a format.</summary>
    public static string ContentType(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.Webp => "image/webp",
        ImageFormat.Heic => "image/heic",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format."),
    };

    // An ISO base media file opens with 'ftyp': size, "ftyp", the major brand, a version, then compatible brands.
    // 'mif1' and 'msf1' alone also name AVIF and other codecs, so one of the HEVC image brands must be there.
    private static bool IsHeic(ReadOnlySpan<byte> file)
    {
        if (file.Length < 16 || !file[4..].StartsWith("ftyp"u8))
        {
            return false;
        }
        var size = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(file);
        var end = (int)Math.Min(Math.Min(size, file.Length), 16 + (MaxBrands * BrandLength));
        if (IsHeicBrand(file.Slice(8, BrandLength)))
        {
            return true;
        }
        for (var at = 16; at + BrandLength <= end; at += BrandLength)
        {
            if (IsHeicBrand(file.Slice(at, BrandLength)))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsHeicBrand(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("heim"u8)
        || brand.SequenceEqual("heis"u8) || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("hevx"u8);
}
