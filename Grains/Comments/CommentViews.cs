using Instagram.Storage.Comments;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Comments;

internal static class CommentViews
{
    public static CommentView Of(CommentRow row) => new(
        row.Id, row.PostId, row.AuthorId, row.Text, row.ReplyTo, row.Likes, row.Replies, SnowflakeIds.TimeOf(row.Id));
}
