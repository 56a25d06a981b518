namespace Instagram.Media.Images;

/// <summary>One size of a picture as a WebP file without metadata. Width and height are the variant's own.</summary>
public sealed record RenderedVariant(string Name, int Width, int Height, byte[] Bytes)
{
    public const string Thumbnail = "thumbnail";
    public const string Small = "small";
    public const string Medium = "medium";
    public const string Large = "large";
}
