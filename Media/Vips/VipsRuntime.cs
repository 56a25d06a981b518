namespace Instagram.Media.Vips;

/// <summary>The one start of libvips in this process.</summary>
public static class VipsRuntime
{
    /// <summary>Null when libvips can be used, else one sentence that says what to do.</summary>
    public static string? Check() => throw new NotSupportedException();
}
