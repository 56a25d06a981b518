using Instagram.Grains.Inbox;

namespace Instagram.Grains.Policies;

/// <summary>What a notice is about, and what makes two of them one.</summary>
public static class NoticeGrouping
{
    /// <summary>From the first deed of a group on, later ones of its kind and topic join it for this long.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(12);

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
