namespace Instagram.Storage.Inbox;

/// <summary>
/// Whom a like or a follow is told, unless that is who did it or 0; and of which of them a notice is that begins with
/// it. Of two causes the greater is the newer.
/// </summary>
public readonly record struct NoticeStart(long RecipientId, long FirstCause, long LastCause);
