using Instagram.Media.Images;

namespace Instagram.Media.Vips;

/// <summary>The few things that are asked of libvips, each one operation with its arguments.</summary>
internal static class VipsSteps
{
    // a file that ends early is an error and not a picture with a grey lower half
    private const string FailOnTruncated = "truncated";

    /// <summary>Reads the header and not one pixel.</summary>
    internal static VipsImage Open(ImageFormat format, VipsBlob file)
    {
        using var load = new VipsOperation(LoaderOf(format)).Set("buffer", file).Set("fail-on", FailOnTruncated);
        return load.Run().Image();
    }

    /// <summary>
    /// A JPEG file that is decoded, row after row and once, at a half, a quarter or an eighth of its size.
    /// </summary>
    internal static VipsImage OpenShrunk(VipsBlob jpeg, int shrink)
    {
        using var load = new VipsOperation(LoaderOf(ImageFormat.Jpeg))
            .Set("buffer", jpeg).Set("fail-on", FailOnTruncated).Set("access", "sequential").Set("shrink", shrink);
        return load.Run().Image();
    }

    /// <summary>
    /// Decodes, turns upright, and brings colours with a profile to sRGB, see <see cref="Convert"/>. Of a JPEG file it
    /// shrinks in the decoder only what leaves twice the size to resample.
    /// </summary>
    internal static VipsImage Decode(VipsBlob file, int width, int height, bool hasProfile)
    {
        // thumbnail_buffer has a fail-on argument of its own, which 8.14 does not hand to the loader
        using var decode = new VipsOperation("thumbnail_buffer")
            .Set("buffer", file)
            .Set("option-string", $"[fail_on={FailOnTruncated}]")
            .Set("width", width).Set("height", height).Set("size", "force");
        return Convert(decode, hasProfile).Run().Image();
    }

    /// <summary>
    /// Resizes to exactly this size; the caller keeps the proportions. What was just opened is also turned upright, and
    /// its colours are brought to sRGB.
    /// </summary>
    internal static VipsImage Resize(VipsImage image, int width, int height, bool hasProfile = false)
    {
        using var resize = new VipsOperation("thumbnail_image")
            .Set("in", image).Set("width", width).Set("height", height).Set("size", "force");
        return Convert(resize, hasProfile).Run().Image();
    }

    internal static VipsImage Crop(VipsImage image, int left, int top, int width, int height)
    {
        using var crop = new VipsOperation("extract_area")
            .Set("input", image).Set("left", left).Set("top", top).Set("width", width).Set("height", height);
        return crop.Run().Image();
    }

    /// <summary>Any colour space and depth to sRGB of 8 bits, with alpha where there was alpha.</summary>
    internal static VipsImage ToSrgb(VipsImage image)
    {
        using var colours = new VipsOperation("colourspace").Set("in", image).Set("space", "srgb");
        using var coloured = colours.Run().Image();
        using var cast = new VipsOperation("cast").Set("in", coloured).Set("format", "uchar");
        return cast.Run().Image();
    }

    /// <summary>8-bit sRGB pixels in memory and nothing else, see <see cref="VipsImage.Materialize"/>.</summary>
    internal static VipsImage Settle(VipsImage image)
    {
        using var srgb = ToSrgb(image);
        return srgb.Materialize();
    }

    /// <summary>Puts a transparent picture on white, which is what a reader's page is.</summary>
    internal static VipsImage OnWhite(VipsImage image)
    {
        using var flatten = new VipsOperation("flatten").Set("in", image).Set("background", "255");
        return flatten.Run().Image();
    }

    internal static byte[] EncodeWebp(VipsImage image, int quality, int effort)
    {
        using var save = new VipsOperation("webpsave_buffer")
            .Set("in", image).Set("Q", quality).Set("effort", effort).Set("strip", "true");
        return save.Run().Bytes();
    }

    internal static byte[] EncodeJpeg(VipsImage image, int quality)
    {
        using var save = new VipsOperation("jpegsave_buffer")
            .Set("in", image).Set("Q", quality).Set("optimize-coding", "true").Set("strip", "true");
        return save.Run().Bytes();
    }

    /// <summary>
    /// Without a profile this must not be asked for: 8.14 then mixes up two white points, and a blue of 30 40 210 comes
    /// out as 77 29 211.
    /// </summary>
    private static VipsOperation Convert(VipsOperation resize, bool hasProfile) =>
        hasProfile ? resize.Set("export-profile", "srgb") : resize;

    internal static string LoaderOf(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpegload_buffer",
        ImageFormat.Png => "pngload_buffer",
        ImageFormat.Webp => "webpload_buffer",
        ImageFormat.Heic => "heifload_buffer",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format."),
    };
}
