namespace Instagram.Storage.Inbox;

/// <summary>
/// Whom a like or a follow is told, unless that is who did it; and of which of them a notice is that begins with it. Of
/// two causes the greater is the newer. The default tells nobody.
/// </summary>
public readonly record struct NoticeStart(long RecipientId, long FirstCause, long LastCause);
