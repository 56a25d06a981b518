using Instagram.Storage.Moderation;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Moderation;

/// <summary>
/// How a thing comes into the moderators' queue. Each way joins the open item about it, or opens one.
/// </summary>
public sealed class ModerationQueue(ModerationStore items, SnowflakeIds ids, TimeProvider time)
{
    /// <summary>A person's report, once for each thing.</summary>
    public Task Report(ModerationTarget target, long reporterId, string reason, CancellationToken ct)
    {
        var id = NewId(target);
        return items.Report(new ReportRow(id, id, target, reporterId, reason), ct);
    }

    /// <summary>A machine's remark, once a day for each thing and source; repeating is harmless.</summary>
    public Task Flag(
        ModerationTarget target, ModerationSource source, string reason, double? score, CancellationToken ct)
    {
        var id = NewId(target);
        return items.Flag(
            id, target, source, reason, score, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
            new AuditRow(NewId(target), null, ModerationAction.Flag, target.Kind, target.Id, id), ct);
    }

    /// <summary>A remark about an account, such as that it acts more often than people do.</summary>
    public Task FlagUser(long userId, ModerationSource source, string reason, CancellationToken ct) =>
        Flag(new ModerationTarget(ModerationKind.User, userId, userId), source, reason, null, ct);

    /// <summary>What the classifier has removed by itself; <paramref name="itemId"/> makes repeats harmless.</summary>
    public Task RecordRemoval(long itemId, ModerationTarget target, double score, CancellationToken ct) =>
        items.RecordRemoval(
            itemId, target, score, ScoreReason(score), time.GetUtcNow(),
            new AuditRow(NewId(target), null, ModerationAction.Remove, target.Kind, target.Id, itemId), ct);

    public Task FlagExplicit(ModerationTarget target, double score, CancellationToken ct) =>
        Flag(target, ModerationSource.Classifier, ScoreReason(score), score, ct);

    /// <summary>Whether the classifier has removed it before, whatever a person decided since.</summary>
    public Task<bool> HasRemoved(ModerationTarget target, CancellationToken ct) =>
        items.HasMachineRemoval(target.Kind, target.Id, ct);

    /// <summary>The item by which a moderator acts on an account unasked, or on what was reported of it.</summary>
    public Task<long> FindOrOpen(ModerationTarget target, CancellationToken ct) =>
        items.FindOrOpen(NewId(target), target, ModerationSource.Moderator, ct);

    private long NewId(ModerationTarget target) => ids.Next(ShardId.Of(target.Id));

    private static string ScoreReason(double score) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The image check scored it {score:0.00}.");
}
