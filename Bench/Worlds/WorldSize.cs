namespace Instagram.Bench.Worlds;

/// <summary>
/// How large a world is. <paramref name="LikesPerPost"/> is about the mean of a wide spread, and
/// <paramref name="CommentsPerPost"/> half of one. <paramref name="FollowedPostMore"/>: those who are followed most are
/// also those who post most.
/// </summary>
internal sealed record WorldSize(
    int Users, int Follows, int Posts, double LikesPerPost, double CommentsPerPost, bool FollowedPostMore);
