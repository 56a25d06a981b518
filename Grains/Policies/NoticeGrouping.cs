using Instagram.Grains.Inbox;
using Instagram.Storage.Inbox;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Policies;

/// <summary>What a notice is about, and what makes two of them one.</summary>
public static class NoticeGrouping
{
    /// <summary>From the first deed of a group on, later ones of its kind and topic join it for this long.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(12);

    /// <summary>What the follows of one account have as their topic, which for likes is the post.</summary>
    public const long Follows = 0;

    /// <summary>
    /// Between silos a like may be given an id before another's and come after it: a notice of likes or follows takes
    /// in what is so much older than the one that began it.
    /// </summary>
    private static readonly TimeSpan Overtaken = TimeSpan.FromSeconds(10);

    /// <summary>Whom a like or a follow is told, and what a notice takes in that begins with it.</summary>
    public static NoticeStart Start(long recipientId, long causeId)
    {
        var at = SnowflakeIds.TimeOf(causeId);
        return new NoticeStart(
            recipientId, SnowflakeIds.FirstAt(at - Overtaken), SnowflakeIds.FirstAt(at + Window));
    }

    /// <summary>What is taken back as one: an actor has one standing deed of a kind on each subject.</summary>
    public static long Subject(NoticeFact fact) => fact.Kind switch
    {
        NoticeKind.Comment or NoticeKind.Reply or NoticeKind.StoryReply => fact.CauseId,
        NoticeKind.Follow or NoticeKind.FollowRequest or NoticeKind.FollowApproved => 0,
        NoticeKind.Mention or NoticeKind.CommentLike => fact.CommentId ?? fact.PostId ?? 0,
        _ => fact.PostId ?? 0,
    };

    /// <summary>What deeds of many actors have in common.</summary>
    public static long Topic(NoticeFact fact) => fact.Kind switch
    {
        NoticeKind.Reply => fact.CommentId ?? 0,
        NoticeKind.StoryReply => fact.StoryId ?? 0,
        NoticeKind.Comment => fact.PostId ?? 0,
        _ => Subject(fact),
    };
}
