using Instagram.ApiHost.Http;
using Instagram.Grains.Feed;

namespace Instagram.ApiHost.Feed;

/// <summary>A place in one reader's feed as four numbers: order, snapshot, offset, the post before.</summary>
internal static class FeedCursor
{
    public const int Numbers = 4;

    public static string Scope(long readerId) => $"feed:{readerId}";

    public static string Encode(long readerId, FeedOrder order, FeedPosition at) =>
        Cursor.Encode(Scope(readerId), (long)order, at.SnapshotId, at.Offset, at.BeforeId);

    /// <summary>Null for one of another order, or of a place that can not be: a cursor is no secret.</summary>
    public static FeedPosition? Position(long[] cursor, FeedOrder order, DateTimeOffset now) =>
        cursor[0] == (long)order
        && cursor[1] >= 0 && cursor[1] <= now.AddMinutes(1).ToUnixTimeMilliseconds()
        && cursor[2] is >= 0 and <= int.MaxValue
            ? new FeedPosition(cursor[1], (int)cursor[2], cursor[3])
            : null;
}
