using System.Collections.Immutable;

namespace Instagram.Grains.Media;

public enum MediaKind { Image, Video }

public enum UploadStatus { Pending, Uploaded, Processing, Ready, Rejected }

/// <summary>
/// <c>Missing</c>: not the owner's upload; <c>NotUploaded</c>: the store has no such bytes, or not all parts of them;
/// <c>OtherBytes</c>: what was sent is something else than was announced and is dropped.
/// </summary>
public enum CompleteResult { Accepted, Missing, NotUploaded, OtherBytes }

/// <summary><c>Missing</c>: not the owner's upload; <c>Over</c>: it is completed.</summary>
public enum PartsResult { Open, Missing, Over }

/// <summary>
/// An upload to come: the type the client names, its size in bytes, and its SHA-256 as 64 hex digits.
/// </summary>
[GenerateSerializer, Immutable, Alias("media.BeginUpload")]
public sealed record BeginUpload(
    [property: Id(0)] long OwnerId,
    [property: Id(1)] string ContentType,
    [property: Id(2)] long ByteSize,
    [property: Id(3)] string? Sha256Hex);

/// <summary>The request that uploads the bytes.</summary>
[GenerateSerializer, Immutable, Alias("media.UploadTicket")]
public sealed record UploadTicket(
    [property: Id(0)] string Method,
    [property: Id(1)] string Url,
    [property: Id(2)] ImmutableDictionary<string, string> Headers,
    [property: Id(3)] DateTimeOffset ExpiresAt);

/// <summary>A part, in bytes of the file; <paramref name="Upload"/> sends it, null when it is there.</summary>
[GenerateSerializer, Immutable, Alias("media.PartView")]
public sealed record PartView(
    [property: Id(0)] int Number,
    [property: Id(1)] long Offset,
    [property: Id(2)] long Size,
    [property: Id(3)] UploadTicket? Upload);

/// <summary>All parts of an upload by number, while it is open.</summary>
[GenerateSerializer, Immutable, Alias("media.PartsView")]
public sealed record PartsView(
    [property: Id(0)] PartsResult Result,
    [property: Id(1)] long PartSize,
    [property: Id(2)] ImmutableArray<PartView> Parts);

[GenerateSerializer, Immutable, Alias("media.UploadView")]
public sealed record UploadView(
    [property: Id(0)] long Id,
    [property: Id(1)] UploadStatus Status,
    [property: Id(2)] string? Reason,
    [property: Id(3)] MediaView? Media,
    [property: Id(4)] long? PostId,
    [property: Id(5)] long? StoryId);

/// <summary>
/// A medium as part of a post; width and height are the upright original's, in pixels, 0 until it is ready. A video has
/// a duration from then on.
/// </summary>
[GenerateSerializer, Immutable, Alias("media.MediaView")]
public sealed record MediaView(
    [property: Id(0)] long Id,
    [property: Id(1)] MediaKind Kind,
    [property: Id(2)] int Width,
    [property: Id(3)] int Height,
    [property: Id(4)] string Blurhash,
    [property: Id(5)] string? AltText,
    [property: Id(6)] int? DurationMs = null);

/// <summary>
/// Where a ready medium's variants are in the object store, by name, and whom to ask whether to show it.
/// </summary>
[GenerateSerializer, Immutable, Alias("media.MediaServing")]
public sealed record MediaServing(
    [property: Id(0)] long OwnerId,
    [property: Id(1)] long? PostId,
    [property: Id(2)] ImmutableDictionary<string, string> Variants,
    [property: Id(3)] long? StoryId);

/// <summary>An original is in the object store and waits to be processed.</summary>
[GenerateSerializer, Immutable, Alias("media.MediaUploaded")]
public sealed record MediaUploaded([property: Id(0)] long FactId, [property: Id(1)] long MediaId);
