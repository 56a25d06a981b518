namespace Instagram.Storage.Inbox;

/// <summary>
/// One thing that <paramref name="ActorId"/> did. With <paramref name="Kind"/>, <paramref name="SubjectId"/> says what
/// is taken back with it: the post that names somebody, the comment written. Of two causes the greater is the newer.
/// </summary>
public sealed record DeedRow(long RecipientId, short Kind, long SubjectId, long ActorId, long CauseId);

/// <summary>
/// The group that a deed belongs to: of the same kind, on the same topic, whose first cause is not before
/// <paramref name="NotBefore"/> and not after <paramref name="NotAfter"/>. Where there is none, it gets
/// <paramref name="NewId"/>.
/// </summary>
public sealed record GroupTerms(
    long TopicId, long? PostId, long? CommentId, long NotBefore, long NotAfter, long NewId, long ChangedId);

/// <summary>A group that changed, and others that its deeds were in before, where these were asked for.</summary>
public sealed record ChangedGroup(long Id, IReadOnlyList<long> Left);

/// <summary>A group as it is kept, with its standing deeds, newest first.</summary>
public sealed record GroupRow(
    long Id, short Kind, long TopicId, long? PostId, long? CommentId, long ChangedId,
    IReadOnlyList<GroupDeedRow> Deeds);

public sealed record GroupDeedRow(long SubjectId, long ActorId, long ChangedId);
