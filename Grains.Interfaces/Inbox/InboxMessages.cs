using System.Collections.Immutable;
using Instagram.Grains.Media;

namespace Instagram.Grains.Inbox;

/// <summary>
/// Deeds of one kind on one topic within 12 hours, the newest first. <paramref name="ChangedId"/> grows whenever one is
/// added. What changed up to <paramref name="SeenThrough"/> the recipient has seen.
/// </summary>
[GenerateSerializer, Immutable, Alias("inbox.NoticeGroup")]
public sealed record NoticeGroup(
    [property: Id(0)] long Id,
    [property: Id(1)] NoticeKind Kind,
    [property: Id(2)] long? PostId,
    [property: Id(3)] long? CommentId,
    [property: Id(4)] long ChangedId,
    [property: Id(5)] long SeenThrough,
    [property: Id(6)] ImmutableArray<NoticeDeed> Deeds);

/// <summary>
/// What one actor did; for a comment or a reply the subject is its id. With it the group changed to
/// <paramref name="ChangedId"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("inbox.NoticeDeed")]
public readonly record struct NoticeDeed(
    [property: Id(0)] long SubjectId, [property: Id(1)] long ActorId, [property: Id(2)] long ChangedId);

[GenerateSerializer, Immutable, Alias("inbox.NoticeGroups")]
public sealed record NoticeGroups(
    [property: Id(0)] ImmutableArray<NoticeGroup> Groups, [property: Id(1)] bool HasMore);

public enum InboxEventKind { Notice, Feed, Upload }

/// <summary>
/// Something to show at once. The subject is a group of notices, a post or an upload, whose status comes along.
/// </summary>
[GenerateSerializer, Immutable, Alias("inbox.InboxEvent")]
public sealed record InboxEvent(
    [property: Id(0)] long Id,
    [property: Id(1)] InboxEventKind Kind,
    [property: Id(2)] long SubjectId,
    [property: Id(3)] UploadStatus? Status = null);

/// <summary>
/// The newest event about each subject since the id that was asked for, oldest first; not
/// <paramref name="Complete"/>: there may have been others that are no longer held. Events to come have greater ids
/// than <paramref name="Now"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("inbox.MissedEvents")]
public sealed record MissedEvents(
    [property: Id(0)] bool Complete,
    [property: Id(1)] long Now,
    [property: Id(2)] ImmutableArray<InboxEvent> Events);
