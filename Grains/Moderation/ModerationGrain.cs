using Instagram.Grains.Posts;
using Instagram.Grains.Stories;
using Instagram.Grains.Users;
using Instagram.Storage.Comments;
using Instagram.Storage.Moderation;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Moderation;

public sealed class ModerationGrain(
    ModerationStore items, CommentStore comments, SnowflakeIds ids, TimeProvider time) : Grain, IModerationGrain
{
    public async Task<bool> Decide(long itemId, ModerationVerdict verdict, long moderatorId)
    {
        if (await Find(itemId) is not { } item)
        {
            DeactivateOnIdle();
            return false;
        }
        var wanted = verdict == ModerationVerdict.Remove ? ModerationStatus.Removed : ModerationStatus.Approved;
        if (item.Status == wanted)
        {
            return true;
        }
        // What is shown changes before what is said of it: stopped in between, the moderator decides again.
        if (verdict == ModerationVerdict.Remove)
        {
            await SetHidden(item.Target, true);
        }
        else if (item.WasRemoved && !await items.IsHeldByOther(itemId, item.Target, CancellationToken.None))
        {
            await SetHidden(item.Target, false);
        }
        await items.Decide(
            itemId, wanted, moderatorId, time.GetUtcNow(),
            new AuditRow(
                ids.Next(ShardId.Of(itemId)), moderatorId, Action(item, verdict), item.Target.Kind, item.Target.Id,
                itemId),
            CancellationToken.None);
        return true;
    }

    public async Task<AppealOutcome> Appeal(long itemId, long authorId, string text)
    {
        if (await Find(itemId) is not { WasRemoved: true } item
            || item.Target.AuthorId != authorId)
        {
            DeactivateOnIdle();
            return AppealOutcome.NotFound;
        }
        return await items.Appeal(itemId, text, time.GetUtcNow(), CancellationToken.None)
            ? AppealOutcome.Accepted
            : AppealOutcome.AlreadyAppealed;
    }

    private async Task<ModerationItemRow?> Find(long itemId) =>
        await items.Find(itemId, CancellationToken.None) is { } item && item.Target.Id == this.GetPrimaryKeyLong()
            ? item
            : null;

    private async Task SetHidden(ModerationTarget target, bool hidden)
    {
        switch (target.Kind)
        {
            case ModerationKind.Post:
                await GrainFactory.GetGrain<IPostGrain>(target.Id).SetRemoved(hidden);
                break;
            case ModerationKind.Comment when await comments.FindAny(target.Id, CancellationToken.None) is { } comment:
                await GrainFactory.GetGrain<IPostGrain>(comment.PostId).SetCommentHidden(target.Id, hidden);
                break;
            case ModerationKind.Story:
                await GrainFactory.GetGrain<IStoryGrain>(target.AuthorId).SetRemoved(target.Id, hidden);
                break;
            case ModerationKind.User:
                await GrainFactory.GetGrain<IUserGrain>(target.Id).SetSuspended(hidden);
                break;
        }
    }

    private static ModerationAction Action(ModerationItemRow item, ModerationVerdict verdict) => (verdict, item) switch
    {
        (ModerationVerdict.Remove, { Appeal.Status: AppealStatus.Pending }) => ModerationAction.Uphold,
        (ModerationVerdict.Remove, _) => ModerationAction.Remove,
        (_, { Appeal.Status: AppealStatus.Pending }) => ModerationAction.Overturn,
        (_, { Status: ModerationStatus.Removed }) => ModerationAction.Restore,
        _ => ModerationAction.Approve,
    };
}
