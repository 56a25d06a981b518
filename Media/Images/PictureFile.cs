using Instagram.Media.Vips;

namespace Instagram.Media.Images;

/// <summary>
/// A file whose header was read, to be decoded at the sizes that are needed. What is decoded is upright 8-bit sRGB
/// pixels and nothing else: no profile, no EXIF, no file behind it.
/// </summary>
internal sealed class PictureFile : IDisposable
{
    private const int FirstSidewaysOrientation = 5;

    /// <summary>
    /// A decoder that shrinks averages blocks; so much is left for the resampler, which keeps edges clean of stairs and
    /// of the half pixel that rounds off at the border.
    /// </summary>
    private const double LeftToResample = 1.5;

    private readonly ImageFormat format;
    private readonly VipsBlob bytes;
    private readonly bool hasProfile;

    private PictureFile(ImageFormat format, VipsBlob bytes, VipsImage header)
    {
        this.format = format;
        this.bytes = bytes;
        hasProfile = header.HasColourProfile;
        Size = header.Orientation >= FirstSidewaysOrientation
            ? new PictureSize(header.Height, header.Width)
            : new PictureSize(header.Width, header.Height);
    }

    /// <summary>The upright picture's.</summary>
    internal PictureSize Size { get; }

    /// <summary>Throws a <see cref="VipsException"/> for a header that cannot be read.</summary>
    internal static PictureFile Open(ImageFormat format, ReadOnlySpan<byte> file)
    {
        var bytes = VipsBlob.Of(file);
        try
        {
            using var header = VipsSteps.Open(format, bytes);
            return new PictureFile(format, bytes, header);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    internal VipsImage Decode(PictureSize size)
    {
        using var decoded = hasProfile ? DecodeWithProfile(size) : Decode(size, convert: false);
        return VipsSteps.Settle(decoded);
    }

    public void Dispose() => bytes.Dispose();

    // a profile that does not fit its picture (three colours declared for a grey one) is ignored, as browsers do
    private VipsImage DecodeWithProfile(PictureSize size)
    {
        try
        {
            return Decode(size, convert: true);
        }
        catch (VipsException)
        {
            return Decode(size, convert: false);
        }
    }

    private VipsImage Decode(PictureSize size, bool convert)
    {
        if (format == ImageFormat.Jpeg && ShrinkFor(size) is > 1 and var shrink)
        {
            using var shrunk = VipsSteps.OpenShrunk(bytes, shrink);
            return VipsSteps.Resize(shrunk, size.Width, size.Height, convert);
        }
        return VipsSteps.Decode(bytes, size.Width, size.Height, convert);
    }

    /// <summary>Of a JPEG's blocks of 8 by 8 a decoder can make 4, 2 or 1 a side, for half the work or less.</summary>
    private int ShrinkFor(PictureSize size)
    {
        var most = Math.Min((double)Size.Width / size.Width, (double)Size.Height / size.Height) / LeftToResample;
        return most switch
        {
            >= 8 => 8,
            >= 4 => 4,
            >= 2 => 2,
            _ => 1,
        };
    }
}
