namespace Instagram.ApiHost.Media;

/// <summary>The object that answers a request for a medium's bytes, and what is made of it.</summary>
internal sealed record FoundMedium(string Key, MediaForm Form)
{
    public string ContentType => Form switch
    {
        MediaForm.Video => "video/mp4",
        MediaForm.Webp => "image/webp",
        _ => "image/jpeg",
    };

    /// <summary>The key has the content's hash in it.</summary>
    public string ETag => $"\"{Path.GetFileNameWithoutExtension(Key)}-{Letter}\"";

    /// <summary>Names these very bytes among all that there are.</summary>
    public string Name => $"{Path.ChangeExtension(Key, null)}-{Letter}";

    private char Letter => Form switch
    {
        MediaForm.Video => 'v',
        MediaForm.Webp => 'w',
        _ => 'j',
    };
}

internal enum MediaForm
{
    Webp,
    Jpeg,
    Video,
}
