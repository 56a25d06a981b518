namespace Instagram.Storage.Likes;

/// <summary>What became of a like, and the post's counts after it.</summary>
/// <param name="IsThere">False when the post is gone; then nothing was changed.</param>
/// <param name="IsNew">Whether anything changed: a like came that was not there, or one went that was.</param>
/// <param name="BeganNotice">Whether the like is the first one of a notice.</param>
/// <param name="Likes">Of the post, as stored.</param>
/// <param name="Comments">Of the post, as stored.</param>
/// <param name="Version">Of two counts of a post, in one process, those of the greater are newer.</param>
public readonly record struct LikeChange(
    bool IsThere, bool IsNew, bool BeganNotice, int Likes, int Comments, long Version);
