using Instagram.ApiHost.Http;
using Instagram.ApiHost.Media;
using Instagram.ApiHost.Users;
using Instagram.Grains.Inbox;
using Instagram.Storage.Shards;

namespace Instagram.ApiHost.Inbox;

public sealed record NoticeResponse(
    string Id, string Kind, IReadOnlyList<UserCardResponse> Actors, int ActorCount, NoticePostResponse? Post,
    string? CommentId, DateTimeOffset CreatedAt, bool Seen)
{
    internal static NoticeResponse Of(NoticeForViewer notice) => new(
        Ids.Text(notice.Id), KindText(notice.Kind), [.. notice.Actors.Select(UserCardResponse.Of)], notice.ActorCount,
        notice.PostId is { } postId
            ? new NoticePostResponse(
                Ids.Text(postId),
                notice.ThumbnailMediaId is { } medium ? MediaUrls.Of(medium, MediaUrls.Thumbnail) : null)
            : null,
        Ids.Text(notice.CommentId), SnowflakeIds.TimeOf(notice.ChangedId), notice.Seen);

    private static string KindText(NoticeKind kind) => kind switch
    {
        NoticeKind.Like => "like",
        NoticeKind.Comment => "comment",
        NoticeKind.Reply => "reply",
        NoticeKind.Mention => "mention",
        NoticeKind.Follow => "follow",
        NoticeKind.FollowRequest => "follow_request",
        NoticeKind.FollowApproved => "follow_approved",
        NoticeKind.CommentLike => "comment_like",
        _ => "story_reply",
    };
}

public sealed record NoticePostResponse(string Id, string? ThumbnailUrl);

public sealed record UnreadCountResponse(int Count);

public sealed record SeenRequest(string? UpTo);
