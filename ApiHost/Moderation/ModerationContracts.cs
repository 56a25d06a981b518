using Instagram.ApiHost.Http;
using Instagram.ApiHost.Media;
using Instagram.ApiHost.Users;
using Instagram.Grains.Moderation;
using Instagram.Storage.Moderation;
using Instagram.Storage.Shards;

namespace Instagram.ApiHost.Moderation;

public sealed record ReportRequest(string? Kind, string? Id, string? Reason);

public sealed record AppealRequest(string? Text);

public sealed record ReportResponse(
    string Id, string ItemId, string Kind, string TargetId, UserCardResponse? Reporter, string Reason,
    DateTimeOffset CreatedAt)
{
    internal static ReportResponse Of(ReportForModerator read) => new(
        Ids.Text(read.Report.Id), Ids.Text(read.Report.ItemId), ModerationTexts.Of(read.Report.Target.Kind),
        Ids.Text(read.Report.Target.Id), read.Reporter is { } card ? UserCardResponse.Of(card) : null,
        read.Report.Reason, SnowflakeIds.TimeOf(read.Report.Id));
}

public sealed record ModerationItemResponse(
    string Id,
    string Kind,
    string TargetId,
    UserCardResponse? Author,
    string Status,
    string Source,
    int ReportCount,
    IReadOnlyList<string> Reasons,
    double? Score,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    AppealResponse? Appeal,
    ReportedContentResponse? Content)
{
    internal static ModerationItemResponse Of(ItemForModerator read)
    {
        var item = read.Item;
        return new ModerationItemResponse(
            Ids.Text(item.Id), ModerationTexts.Of(item.Target.Kind), Ids.Text(item.Target.Id),
            read.Author is { } card ? UserCardResponse.Of(card) : null, ModerationTexts.Of(item.Status),
            ModerationTexts.Of(item.Source), item.ReportCount, item.Reasons, item.Score,
            SnowflakeIds.TimeOf(item.Id), item.DecidedAt, read.DecidedBy, AppealResponse.Of(item.Appeal),
            read.Content is { } content
                ? new ReportedContentResponse(
                    content.Text, [.. content.Media.Select(MediaResponse.Of)], Ids.Text(content.PostId))
                : null);
    }
}

/// <summary>What there is to judge: caption, comment or bio, the pictures; the post that a comment is under.</summary>
public sealed record ReportedContentResponse(string Text, IReadOnlyList<MediaResponse> Media, string? PostId);

public sealed record AppealResponse(string Text, string Status, DateTimeOffset CreatedAt)
{
    internal static AppealResponse? Of(AppealRow? appeal) =>
        appeal is null ? null : new AppealResponse(appeal.Text, ModerationTexts.Of(appeal.Status), appeal.At);
}

/// <summary>What was decided about something of the caller's.</summary>
public sealed record DecisionResponse(
    string Id, string Kind, string TargetId, string Decision, string Reason, DateTimeOffset DecidedAt,
    AppealResponse? Appeal)
{
    internal static DecisionResponse Of(ModerationItemRow item) => new(
        Ids.Text(item.Id), ModerationTexts.Of(item.Target.Kind), Ids.Text(item.Target.Id),
        item.Status == ModerationStatus.Approved ? "approved" : "removed", ModerationTexts.Reason(item),
        item.DecidedAt!.Value, AppealResponse.Of(item.Appeal));
}

public sealed record AuditResponse(
    string Id, string Actor, string Action, string Kind, string TargetId, string ItemId, DateTimeOffset CreatedAt)
{
    internal static AuditResponse Of(AuditForModerator read) => new(
        Ids.Text(read.Entry.Id), read.Actor, ModerationTexts.Of(read.Entry.Action),
        ModerationTexts.Of(read.Entry.Kind), Ids.Text(read.Entry.TargetId), Ids.Text(read.Entry.ItemId),
        SnowflakeIds.TimeOf(read.Entry.Id));
}
