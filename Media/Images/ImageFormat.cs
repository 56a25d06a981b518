namespace Instagram.Media.Images;

/// <summary>The image formats a person may upload.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    Webp,
    Heic,
}
