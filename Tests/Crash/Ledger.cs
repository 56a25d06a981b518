using System.Collections.Concurrent;

namespace Instagram.Tests.Crash;

/// <summary>
/// What the clients did, and which of it was acknowledged. What was not is open: it happened or it did not, but never
/// by half, and repeating the request settles it.
/// </summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<(int At, TaskCompletionSource Reached)> _marks = new();
    private int _acknowledged;

    public ConcurrentDictionary<string, LedgerAccount> Accounts { get; } = new();

    public ConcurrentDictionary<(string Follower, string Followee), LedgerEntry> Follows { get; } = new();

    public ConcurrentDictionary<(string Username, string PostKey), LedgerEntry> Likes { get; } = new();

    public ConcurrentDictionary<string, LedgerUpload> Uploads { get; } = new();

    public ConcurrentDictionary<string, LedgerPost> Posts { get; } = new();

    public int Acknowledged => _acknowledged;

    public int Open => Entries.Count(entry => !entry.IsAcknowledged);

    public IEnumerable<LedgerEntry> Entries =>
    [
        .. Accounts.Values, .. Follows.Values, .. Likes.Values, .. Uploads.Values, .. Posts.Values,
    ];

    public void Acknowledge(LedgerEntry entry)
    {
        entry.IsAcknowledged = true;
        var count = Interlocked.Increment(ref _acknowledged);
        foreach (var (at, reached) in _marks)
        {
            if (count >= at)
            {
                reached.TrySetResult();
            }
        }
    }

    /// <summary>Completes when so many more were acknowledged.</summary>
    public Task More(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _marks.Enqueue((_acknowledged + count, reached));
        return reached.Task;
    }

    public LedgerAccount[] Members => [.. Accounts.Values.Where(account => account.IsAcknowledged)];
}
