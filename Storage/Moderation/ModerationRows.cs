namespace Instagram.Storage.Moderation;

public enum ModerationKind : short { Post = 0, Comment = 1, User = 2, Story = 3 }

public enum ModerationStatus : short { Open = 0, Approved = 1, Removed = 2 }

/// <summary>Who brought it up: people, the classifier, an action budget, or a moderator unasked.</summary>
public enum ModerationSource : short { Report = 0, Classifier = 1, Budget = 2, Moderator = 3 }

public enum AppealStatus : short { Pending = 0, Upheld = 1, Overturned = 2 }

public enum ModerationAction { Flag, Remove, Approve, Restore, Uphold, Overturn }

/// <summary>What is moderated: a thing of its author's.</summary>
public readonly record struct ModerationTarget(ModerationKind Kind, long Id, long AuthorId);

/// <summary>
/// One thing in the queue, or decided. <paramref name="WasRemoved"/> once it was, also when it came back: that is what
/// its author is told. <paramref name="DecidedBy"/> null with a time of decision is the machine.
/// </summary>
public sealed record ModerationItemRow(
    long Id,
    ModerationTarget Target,
    ModerationStatus Status,
    ModerationSource Source,
    int ReportCount,
    string[] Reasons,
    double? Score,
    bool WasRemoved,
    DateTimeOffset? DecidedAt,
    long? DecidedBy,
    AppealRow? Appeal);

public sealed record AppealRow(string Text, DateTimeOffset At, AppealStatus Status);

public sealed record ReportRow(long Id, long ItemId, ModerationTarget Target, long ReporterId, string Reason);

/// <summary>What was done; null as <paramref name="ActorId"/> is the machine.</summary>
public sealed record AuditRow(
    long Id, long? ActorId, ModerationAction Action, ModerationKind Kind, long TargetId, long ItemId);
