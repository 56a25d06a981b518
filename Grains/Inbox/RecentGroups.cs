using Instagram.Storage.Inbox;

namespace Instagram.Grains.Inbox;

/// <summary>The newest groups of an inbox, the newest change first; what does not fit is in the store.</summary>
internal sealed class RecentGroups
{
    private readonly List<GroupRow> _groups;
    private readonly int _capacity;
    private bool _hasOlder;

    /// <summary>Of the newest groups in the store, one more than is held when there are more.</summary>
    public RecentGroups(IReadOnlyList<GroupRow> newest, int capacity)
    {
        _capacity = capacity;
        _groups = [.. newest.Take(capacity)];
        _hasOlder = newest.Count > capacity;
    }

    public void Put(GroupRow group)
    {
        Remove(group.Id);
        var at = _groups.FindIndex(other => other.ChangedId < group.ChangedId);
        if (at < 0 && _hasOlder)
        {
            return;
        }
        _groups.Insert(at < 0 ? _groups.Count : at, group);
        if (_groups.Count > _capacity)
        {
            _groups.RemoveAt(_capacity);
            _hasOlder = true;
        }
    }

    public void Remove(long groupId) => _groups.RemoveAll(group => group.Id == groupId);

    public GroupRow? Find(long groupId) => _groups.Find(group => group.Id == groupId);

    /// <summary>Null when what is held here does not reach so far back.</summary>
    public IReadOnlyList<GroupRow>? Before(long changedId, int limit)
    {
        var page = _groups.Where(group => group.ChangedId < changedId).Take(limit).ToList();
        return page.Count == limit || !_hasOlder ? page : null;
    }
}
