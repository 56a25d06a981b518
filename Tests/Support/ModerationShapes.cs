namespace Instagram.Tests.Support;

public sealed record AppealShape(string Text, string Status, DateTimeOffset CreatedAt);

public sealed record ReportedContentShape(string Text, IReadOnlyList<MediaShape> Media, string? PostId);

public sealed record ItemShape(
    string Id,
    string Kind,
    string TargetId,
    CardShape? Author,
    string Status,
    string Source,
    int ReportCount,
    IReadOnlyList<string> Reasons,
    double? Score,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    AppealShape? Appeal,
    ReportedContentShape? Content);

public sealed record ReportShape(
    string Id, string ItemId, string Kind, string TargetId, CardShape? Reporter, string Reason,
    DateTimeOffset CreatedAt);

public sealed record DecisionShape(
    string Id, string Kind, string TargetId, string Decision, string Reason, DateTimeOffset DecidedAt,
    AppealShape? Appeal);

public sealed record AuditShape(
    string Id, string Actor, string Action, string Kind, string TargetId, string ItemId, DateTimeOffset CreatedAt);
