using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Commits;

/// <summary>
/// Statements of one kind that come together share a round trip and a commit; each is answered once that is done.
/// While a database works on a group the next one gathers: one that comes alone waits for nobody, and many at once cost
/// hardly more than one. Of each kind a database has one group at a time, so groups of one silo never wait for each
/// other's rows, and what they return is in the order of their commits.
/// </summary>
/// <param name="shards">Each of its databases has groups of its own.</param>
/// <param name="write">
/// Writes all of the items in one transaction, or none of them; gives the results in the items' order.
/// </param>
/// <param name="gatherFor">
/// How long a group gathers before it goes, for what nobody waits for; with zero it goes at once.
/// </param>
internal sealed class GroupCommit<TItem, TResult>(
    ShardMap shards, Func<NpgsqlDataSource, IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> write,
    TimeSpan gatherFor = default)
{
    /// <summary>Items of one group, and so of one statement.</summary>
    internal const int MostAtOnce = 1_000;

    /// <summary>Items that wait for a group of one database; what comes beyond them is refused.</summary>
    internal const int MostWaiting = 20_000;

    private readonly Dictionary<NpgsqlDataSource, Lane> _lanes = shards.All.ToDictionary(
        database => database, database => new Lane(shards.ForGroups(database), write, gatherFor));

    /// <summary>
    /// Its result, once it is committed. When the database refuses a group because of what is in it, its items are
    /// tried in smaller groups, so that each fails by itself; when it is out of reach, what became of an item is as
    /// unknown as what became of its group.
    /// </summary>
    /// <param name="key">Names the database by its shard.</param>
    /// <param name="item">Belongs to the group from here on.</param>
    public Task<TResult> Run(long key, TItem item) => Run(shards.For(key), item);

    /// <inheritdoc cref="Run(long, TItem)"/>
    public Task<TResult> Run(NpgsqlDataSource database, TItem item) => _lanes[database].Add(item);

    /// <summary>A group that is in the database's hands, and the next one, which gathers meanwhile.</summary>
    private sealed class Lane(
        NpgsqlDataSource database, Func<NpgsqlDataSource, IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> write,
        TimeSpan gatherFor)
        : IThreadPoolWorkItem
    {
        private readonly Lock _gate = new();
        private readonly Queue<Waiting> _waiting = new();
        private bool _isAtWork;

        public Task<TResult> Add(TItem item)
        {
            var waiting = new Waiting(item);
            lock (_gate)
            {
                if (_waiting.Count >= MostWaiting)
                {
                    return Task.FromException<TResult>(
                        new TimeoutException($"{MostWaiting} statements wait for the database already."));
                }
                _waiting.Enqueue(waiting);
                if (_isAtWork)
                {
                    return waiting.Task;
                }
                _isAtWork = true;
            }
            // Neither in the caller's turn nor in its context: a group belongs to nobody.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return waiting.Task;
        }

        void IThreadPoolWorkItem.Execute() => _ = WriteAll();

        private async Task WriteAll()
        {
            while (true)
            {
                if (gatherFor > TimeSpan.Zero)
                {
                    await Task.Delay(gatherFor);
                }
                if (Take() is not { } group)
                {
                    return;
                }
                await Write(group);
            }
        }

        private Waiting[]? Take()
        {
            lock (_gate)
            {
                _isAtWork = _waiting.Count > 0;
                if (!_isAtWork)
                {
                    return null;
                }
                var group = new Waiting[Math.Min(_waiting.Count, MostAtOnce)];
                for (var i = 0; i < group.Length; i++)
                {
                    group[i] = _waiting.Dequeue();
                }
                return group;
            }
        }

        private async Task Write(ArraySegment<Waiting> group)
        {
            IReadOnlyList<TResult> results;
            try
            {
                results = await write(database, Array.ConvertAll(group.ToArray(), waiting => waiting.Item));
            }
            catch (Exception failure)
            {
                if (group.Count > 1 && IsAboutItems(failure))
                {
                    var half = group.Count / 2;
                    await Write(group[..half]);
                    await Write(group[half..]);
                    return;
                }
                foreach (var waiting in group)
                {
                    waiting.SetException(failure);
                }
                return;
            }
            for (var i = 0; i < group.Count; i++)
            {
                group[i].SetResult(results[i]);
            }
        }

        /// <summary>The server has said that nothing is written, and not because of its own state.</summary>
        private static bool IsAboutItems(Exception failure) =>
            failure is PostgresException refused && (refused.SqlState.StartsWith("40") || !Outage.Is(refused));
    }

    private sealed class Waiting(TItem item) : TaskCompletionSource<TResult>(
        TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TItem Item => item;
    }
}
