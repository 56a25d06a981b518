using System.Collections.Concurrent;

namespace Instagram.Tests.Crash;

/// <summary>
/// How the world is by what the clients were told, and what they were not told of: the open deeds. Changed under its
/// lock only; whoever reads it while clients work takes a copy.
/// </summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<(int At, TaskCompletionSource Reached)> _marks = new();
    private readonly Dictionary<string, Deed> _open = [];
    private readonly HashSet<string> _changed = [];
    private readonly Lock _gate = new();

    public List<LedgerAccount> Accounts { get; } = [];

    public List<LedgerPost> Posts { get; } = [];

    public Dictionary<string, LedgerUpload> Uploads { get; } = [];

    public List<LedgerComment> Comments { get; } = [];

    public List<LedgerStory> Stories { get; } = [];

    public HashSet<(string Follower, string Followee)> Follows { get; } = [];

    public HashSet<(string Blocker, string Blocked)> Blocks { get; } = [];

    public HashSet<(string Username, string PostKey)> Likes { get; } = [];

    public HashSet<(string Username, string PostKey)> Saves { get; } = [];

    /// <summary>How many deeds were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    public int OpenCount => Read(() => _open.Count);

    public T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    /// <summary>Does it, unless something under way is about the same. Null when it is, else the answer.</summary>
    public async Task<Reply?> Do(Deed deed)
    {
        lock (_gate)
        {
            if (_open.ContainsKey(deed.Subject) || deed.When?.Invoke() is false)
            {
                return null;
            }
            _open[deed.Subject] = deed;
            _changed.UnionWith(deed.Touches);
        }
        var reply = await deed.Send();
        if (reply.Status == deed.Success)
        {
            Close(deed, reply);
        }
        else if (!reply.IsOpen)
        {
            reply.Is(deed.Success);
        }
        return reply;
    }

    /// <summary>Repeats what is open until it is answered.</summary>
    public async Task Settle()
    {
        foreach (var deed in Read(() => _open.Values.ToList()))
        {
            var reply = await Deadline.Becomes(
                Deadline.Patience, deed.Again ?? deed.Send, reply => reply.Status != 503, $"{deed} to be settled");
            if (reply.Status != deed.AlreadyDone)
            {
                reply.Is(deed.Success);
            }
            Close(deed, reply);
        }
    }

    public bool IsOpen(string subject) => Read(() => _open.ContainsKey(subject));

    /// <summary>Completes when so many more were acknowledged.</summary>
    public Task More(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _marks.Enqueue((Acknowledged + count, reached));
        return reached.Task;
    }

    /// <summary>What was touched since this was asked last.</summary>
    public HashSet<string> TakeChanged() => Read(() =>
    {
        var changed = _changed.ToHashSet();
        _changed.Clear();
        return changed;
    });

    private void Close(Deed deed, Reply reply)
    {
        lock (_gate)
        {
            deed.Done(reply);
            _open.Remove(deed.Subject);
            Acknowledged++;
        }
        foreach (var (at, reached) in _marks)
        {
            if (Acknowledged >= at)
            {
                reached.TrySetResult();
            }
        }
    }
}
