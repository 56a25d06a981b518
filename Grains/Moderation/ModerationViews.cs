using Instagram.Grains.Media;
using Instagram.Grains.Users;
using Instagram.Storage.Moderation;

namespace Instagram.Grains.Moderation;

/// <summary>
/// An item with what it takes to judge it. <paramref name="DecidedBy"/> is a username, <c>machine</c>, or null while
/// nothing is decided; the content is null where the thing is gone.
/// </summary>
public sealed record ItemForModerator(
    ModerationItemRow Item, UserCardView? Author, string? DecidedBy, ReportedContent? Content);

/// <summary>Caption, text or bio; the pictures; the post that a comment is under.</summary>
public sealed record ReportedContent(string Text, IReadOnlyList<MediaView> Media, long? PostId);

/// <summary>A report with who sent it; null for an account that is gone.</summary>
public sealed record ReportForModerator(ReportRow Report, UserCardView? Reporter);

/// <summary>A line of the audit log with the username, or <c>machine</c>.</summary>
public sealed record AuditForModerator(AuditRow Entry, string Actor);

/// <summary>A page of a list in the order of ids; <paramref name="Before"/> continues it.</summary>
public sealed record ModerationPage<T>(IReadOnlyList<T> Items, long Before, bool HasMore);
