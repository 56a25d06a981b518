namespace Instagram.Grains.Inbox;

/// <summary>
/// The newest events of an inbox, one for each subject, oldest first, for a stream that was interrupted.
/// </summary>
internal sealed class RecentEvents(int capacity, long since)
{
    private readonly List<InboxEvent> _events = [];

    /// <summary>Everything after this id is held.</summary>
    private long _completeSince = since;

    public void Add(InboxEvent happened)
    {
        // Of posts that wait only that there are any is of interest.
        _events.RemoveAll(old => old.Kind == happened.Kind
            && (old.SubjectId == happened.SubjectId || old.Kind == InboxEventKind.Feed));
        _events.Add(happened);
        if (_events.Count > capacity)
        {
            _completeSince = _events[0].Id;
            _events.RemoveAt(0);
        }
    }

    /// <summary>Something may have happened that is not held here.</summary>
    public void Forget(long now)
    {
        _events.Clear();
        _completeSince = now;
    }

    public MissedEvents Since(long eventId, long now) =>
        new(eventId >= _completeSince, now, [.. _events.Where(happened => happened.Id > eventId)]);
}
