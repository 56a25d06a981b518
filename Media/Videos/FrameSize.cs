namespace Instagram.Media.Videos;

/// <summary>Pixels of an upright frame.</summary>
public readonly record struct FrameSize(int Width, int Height)
{
    /// <summary>
    /// The largest size of the same proportions in a box that is turned as the frame is, never larger than the frame.
    /// </summary>
    internal FrameSize Inside(int longSide, int shortSide)
    {
        var scale = Math.Min(
            1.0,
            Math.Min((double)longSide / Math.Max(Width, Height), (double)shortSide / Math.Min(Width, Height)));
        return new FrameSize(
            Math.Max(1, (int)Math.Round(Width * scale)), Math.Max(1, (int)Math.Round(Height * scale)));
    }

    /// <summary>H.264 stores colour for two by two pixels; one row or column may be lost, none is invented.</summary>
    internal FrameSize Even() => new(Math.Max(2, Width & ~1), Math.Max(2, Height & ~1));
}
