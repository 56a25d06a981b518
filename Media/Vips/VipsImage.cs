using System.Runtime.InteropServices;

namespace Instagram.Media.Vips;

/// <summary>A reference to an image of libvips, mostly a promise: pixels exist when something reads them.</summary>
internal sealed class VipsImage : SafeHandle
{
    private const int UnsignedByte = 0;

    internal VipsImage(nint reference)
        : base(0, ownsHandle: true) => SetHandle(reference);

    public override bool IsInvalid => handle == 0;

    internal int Width => VipsNative.Width(handle);

    internal int Height => VipsNative.Height(handle);

    internal int Bands => VipsNative.Bands(handle);

    internal bool HasAlpha => VipsNative.HasAlpha(handle) != 0;

    internal bool HasColourProfile => VipsNative.FieldType(handle, "icc-profile-data") != 0;

    /// <summary>EXIF's 1 to 8; 5 and above lie on their side.</summary>
    internal int Orientation => VipsNative.Orientation(handle);

    /// <summary>An image over raw sRGB pixels of 8 bits: 3 bands, or 4 with alpha.</summary>
    internal static unsafe VipsImage FromPixels(ReadOnlySpan<byte> pixels, int width, int height, int bands)
    {
        VipsRuntime.EnsureStarted();
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, checked(width * height * bands), nameof(pixels));
        fixed (byte* data = pixels)
        {
            return FromPixels(data, (nuint)pixels.Length, width, height, bands);
        }
    }

    /// <summary>
    /// Computes the pixels and forgets all else: what comes back is held in memory and has no metadata whatsoever.
    /// The image must be of 8 bits, as <see cref="VipsSteps.ToSrgb"/> makes it.
    /// </summary>
    internal unsafe VipsImage Materialize()
    {
        var data = WriteToMemory(out var length);
        try
        {
            return FromPixels(data, length, Width, Height, Bands);
        }
        finally
        {
            GlibNative.Free(data);
        }
    }

    /// <summary>The pixels, row after row, bands interleaved.</summary>
    internal unsafe byte[] ToPixels()
    {
        var data = WriteToMemory(out var length);
        try
        {
            return new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        }
        finally
        {
            GlibNative.Free(data);
        }
    }

    protected override bool ReleaseHandle()
    {
        GlibNative.Unref(handle);
        return true;
    }

    private static unsafe VipsImage FromPixels(void* data, nuint length, int width, int height, int bands)
    {
        var reference = VipsNative.NewImage(data, length, width, height, bands, UnsignedByte);
        if (reference == 0)
        {
            throw VipsException.From("image from memory");
        }
        using var untyped = new VipsImage(reference);
        using var typed = new VipsOperation("copy").Set("in", untyped).Set("interpretation", "srgb");
        return typed.Run().Image();
    }

    private unsafe void* WriteToMemory(out nuint length)
    {
        var data = VipsNative.WriteToMemory(handle, out length);
        GC.KeepAlive(this);
        return data is null ? throw VipsException.From("write to memory") : data;
    }
}
