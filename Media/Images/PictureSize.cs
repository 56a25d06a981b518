namespace Instagram.Media.Images;

/// <summary>The arithmetic of variants; sizes are always computed from the original, so errors do not add up.</summary>
internal readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>The largest size of the same proportions in a square box, never larger than this.</summary>
    internal PictureSize Inside(int box) => Scaled(Math.Min(1.0, (double)box / Math.Max(Width, Height)));

    /// <summary>
    /// The smallest size of the same proportions that covers a square box, never larger than this: a picture with a
    /// side shorter than the box stays as it is.
    /// </summary>
    internal PictureSize Covering(int box) => Scaled(Math.Min(1.0, (double)box / Math.Min(Width, Height)));

    /// <summary>What a square box cuts out: less than the box where the picture has less.</summary>
    internal PictureSize CutTo(int box) => new(Math.Min(Width, box), Math.Min(Height, box));

    internal bool HasRoomFor(PictureSize other) => Width >= other.Width && Height >= other.Height;

    private PictureSize Scaled(double scale) =>
        new(Math.Max(1, (int)Math.Round(Width * scale)), Math.Max(1, (int)Math.Round(Height * scale)));
}
