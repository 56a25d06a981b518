namespace Instagram.Storage.Media;

/// <summary>
/// One upload. <paramref name="Variants"/> are there once it is ready; keys name objects of the store. A medium is in
/// at most one post or one story. <paramref name="PartsUploadId"/> names its upload in parts, once one was begun.
/// </summary>
public sealed record MediaRow(
    long Id,
    long OwnerId,
    MediaStatus Status,
    string ContentType,
    long ByteSize,
    string? Sha256,
    string UploadKey,
    string? OriginalKey,
    int Width,
    int Height,
    string? Blurhash,
    IReadOnlyList<VariantRow> Variants,
    string? Reason,
    long? PostId,
    MediaRowKind Kind = MediaRowKind.Image,
    int? DurationMs = null,
    long? StoryId = null,
    string? PartsUploadId = null,
    DateTimeOffset? AddressExpiresAt = null);

/// <summary>A rendered size of a medium, in pixels, and the object that holds it: WebP, or a video's MP4.</summary>
public sealed record VariantRow(string Name, int Width, int Height, string Key);

public enum MediaStatus : short { Pending = 0, Uploaded = 1, Ready = 3, Rejected = 4 }

public enum MediaRowKind : short { Image = 0, Video = 1 }
