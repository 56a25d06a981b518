using Instagram.ApiHost.Http;
using Instagram.Grains.Media;

namespace Instagram.ApiHost.Media;

/// <summary>A picture or video; width and height are the upright original's, in pixels.</summary>
public sealed record MediaResponse(
    string Id, string Kind, int Width, int Height, string Blurhash, string? AltText, MediaUrlsResponse Urls,
    long? DurationMs)
{
    internal static MediaResponse Of(MediaView media) => new(
        Ids.Text(media.Id), media.Kind == MediaKind.Video ? "video" : "image", media.Width, media.Height,
        media.Blurhash, media.AltText,
        new MediaUrlsResponse(
            MediaUrls.Of(media.Id, MediaUrls.Thumbnail), MediaUrls.Of(media.Id, MediaUrls.Small),
            MediaUrls.Of(media.Id, MediaUrls.Medium), MediaUrls.Of(media.Id, MediaUrls.Large)),
        media.DurationMs);
}

public sealed record MediaUrlsResponse(string Thumbnail, string Small, string Medium, string Large);

public sealed record UploadRequest(string? ContentType, long? ByteSize, string? Sha256);

public sealed record UploadTicketResponse(string MediaId, UploadAddressResponse Upload);

/// <summary>The request that takes the bytes; the headers must be sent as they are here.</summary>
public sealed record UploadAddressResponse(
    string Method, string Url, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt)
{
    internal static UploadAddressResponse Of(UploadTicket ticket) =>
        new(ticket.Method, ticket.Url, ticket.Headers, ticket.ExpiresAt);
}

/// <summary>Every part of an upload, by number.</summary>
public sealed record PartsResponse(long PartSize, IReadOnlyList<PartResponse> Parts)
{
    internal static PartsResponse Of(PartsView view) => new(view.PartSize, [.. view.Parts.Select(PartResponse.Of)]);
}

/// <summary>
/// A stretch of the file, in bytes; <paramref name="Upload"/> takes exactly these, null once they have been taken.
/// </summary>
public sealed record PartResponse(int Number, long Offset, long Size, bool Uploaded, UploadAddressResponse? Upload)
{
    internal static PartResponse Of(PartView part) => new(
        part.Number, part.Offset, part.Size, part.Upload is null,
        part.Upload is { } ticket ? UploadAddressResponse.Of(ticket) : null);
}

public sealed record UploadStatusResponse(string Id, string Status);

/// <summary>An upload as its owner sees it; <paramref name="Reason"/> says why it was rejected.</summary>
public sealed record UploadResponse(string Id, string Status, string? Reason, MediaResponse? Media)
{
    internal static UploadResponse Of(UploadView upload) => new(
        Ids.Text(upload.Id), StatusText(upload.Status), upload.Reason,
        upload.Media is { } media ? MediaResponse.Of(media) : null);

    internal static string StatusText(UploadStatus status) => status switch
    {
        UploadStatus.Pending => "pending",
        UploadStatus.Uploaded => "uploaded",
        UploadStatus.Processing => "processing",
        UploadStatus.Ready => "ready",
        _ => "rejected",
    };
}
