namespace Instagram.Storage.Likes;

/// <summary>
/// Whom a like is told, unless that is who likes or 0; and of which likes a notice is that begins with it. Of two
/// causes the greater is the newer.
/// </summary>
public readonly record struct LikeNotice(long RecipientId, long FirstCause, long LastCause);
