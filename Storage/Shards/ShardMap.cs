using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Instagram.Storage.Shards;

/// <summary>
/// Which database holds which shard, and the pools to reach them. A store asks for the database of the one key that
/// its statement names. Moving a range of shards is a change of configuration; an id never changes its shard.
/// </summary>
public sealed class ShardMap : IAsyncDisposable, IDisposable
{
    /// <summary>
    /// Groups of each kind go one at a time, and few kinds are busy at once: few connections, which stay warm, since a
    /// pool goes through all of its own in turn.
    /// </summary>
    private const int MostForGroups = 8;

    /// <summary>
    /// The server takes an array of which it knows nothing for ten rows, and so would rather plan each group anew,
    /// which takes longer than most groups. All of them go by keys, for which there is one good plan, also while the
    /// tables are still small.
    /// </summary>
    private const string OnePlan = "set plan_cache_mode = force_generic_plan; set enable_seqscan = off";

    private readonly NpgsqlDataSource[] _byShard;
    private readonly Dictionary<NpgsqlDataSource, NpgsqlDataSource> _forGroups = [];
    private Func<int, NpgsqlConnection, Task>? _admission;

    /// <summary>One database for everything.</summary>
    public ShardMap(string main, StorageOptions? options = null)
        : this(main, [], options)
    {
    }

    /// <param name="main">The directory's database, and every shard's when <paramref name="ranges"/> is empty.</param>
    /// <param name="ranges">"0-4095" → connection string; covers every shard exactly once, or is empty.</param>
    /// <param name="options">Pool sizes and timeouts; the connection strings' own values for them are replaced.</param>
    public ShardMap(
        string main, IReadOnlyCollection<KeyValuePair<string, string>> ranges, StorageOptions? options = null)
    {
        options ??= new StorageOptions();
        GatherFor = TimeSpan.FromMilliseconds(options.GatherMilliseconds);
        var pools = new Dictionary<string, NpgsqlDataSource>();
        var owners = ranges.Count == 0 ? null : ShardRanges.Parse(ranges);
        Directory = Pool(main);
        _byShard = new NpgsqlDataSource[ShardId.Count];
        for (var shard = 0; shard < ShardId.Count; shard++)
        {
            _byShard[shard] = owners is null ? Directory : Pool(owners[shard]);
        }
        All = [.. pools.Values];
        ConnectionStrings = [.. pools.Keys];

        NpgsqlDataSource Pool(string connectionString)
        {
            // Two spellings of one connection share a pool, so that SameDatabase is true for them.
            var key = PoolString(connectionString, options);
            if (pools.TryGetValue(key, out var pool))
            {
                return pool;
            }
            pool = pools[key] = Create(key, pools.Count);
            var few = new NpgsqlConnectionStringBuilder(key) { MaxPoolSize = MostForGroups, MinPoolSize = 0 };
            _forGroups[pool] = Create(few.ConnectionString, pools.Count - 1, OnePlan);
            return pool;
        }
    }

    /// <summary>
    /// For the tables of the whole instance: usernames, e-mail addresses, places, grain state, reminders.
    /// </summary>
    public NpgsqlDataSource Directory { get; }

    /// <summary>Every database once, the directory's first.</summary>
    public IReadOnlyList<NpgsqlDataSource> All { get; }

    /// <summary>How long a group of statements that nobody waits for gathers.</summary>
    internal TimeSpan GatherFor { get; }

    /// <summary>Those of <see cref="All"/>, with their passwords.</summary>
    internal IReadOnlyList<string> ConnectionStrings { get; }

    private IEnumerable<NpgsqlDataSource> Pools => All.Concat(_forGroups.Values);

    public static ShardMap From(IConfiguration configuration, StorageOptions options)
    {
        var main = configuration.GetConnectionString("Main")
            ?? throw new InvalidOperationException("ConnectionStrings:Main is not set and no private server runs.");
        var ranges = configuration.GetSection("Shards:Map").GetChildren()
            .Select(range => KeyValuePair.Create(range.Key, range.Value ?? ""));
        return new ShardMap(main, [.. ranges], options);
    }

    /// <summary>The database of the shard that <paramref name="key"/> carries.</summary>
    public NpgsqlDataSource For(long key) => _byShard[ShardId.Of(key)];

    /// <summary>The same database by connections of their own, for statements that many writes share.</summary>
    internal NpgsqlDataSource ForGroups(NpgsqlDataSource database) => _forGroups[database];

    public bool SameDatabase(long a, long b) => ReferenceEquals(For(a), For(b));

    /// <summary>Groups keys by database, in the keys' order; no slice is empty.</summary>
    public IReadOnlyList<ShardSlice> Split(IReadOnlyCollection<long> keys)
    {
        if (keys.Count == 0)
        {
            return [];
        }
        if (All.Count == 1)
        {
            return [new ShardSlice(Directory, [.. keys])];
        }
        return [.. keys.GroupBy(For).Select(group => new ShardSlice(group.Key, [.. group]))];
    }

    /// <summary>
    /// Has each new connection pass <paramref name="admission"/>, which gets the database's place in <see cref="All"/>;
    /// what it throws, whoever wanted the connection gets.
    /// </summary>
    internal void Admit(Func<int, NpgsqlConnection, Task> admission) => _admission = admission;

    /// <summary>From here on every statement needs a new connection.</summary>
    internal void Clear()
    {
        foreach (var pool in Pools)
        {
            pool.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in Pools)
        {
            await pool.DisposeAsync();
        }
    }

    public void Dispose()
    {
        foreach (var pool in Pools)
        {
            pool.Dispose();
        }
    }

    private NpgsqlDataSource Create(string connectionString, int place, string? setUp = null)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UsePhysicalConnectionInitializer(Refuse, Pass);
        return builder.Build();

        void Refuse(NpgsqlConnection connection)
        {
            if (_admission is not null || setUp is not null)
            {
                throw new NotSupportedException("Connections are opened without blocking a thread.");
            }
        }

        async Task Pass(NpgsqlConnection connection)
        {
            if (_admission is not null)
            {
                await _admission(place, connection);
            }
            if (setUp is not null)
            {
                await using var command = new NpgsqlCommand(setUp, connection);
                await command.ExecuteNonQueryAsync();
            }
        }
    }

    private static string PoolString(string connectionString, StorageOptions options)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = options.MaxPoolSize,
            CommandTimeout = options.CommandTimeoutSeconds,
            MaxAutoPrepare = options.MaxAutoPrepare,
            AutoPrepareMinUsages = 2,
            // No statement leaves a setting, a lock or a table to its session: there is nothing to clean up behind one.
            NoResetOnClose = true,
            ApplicationName = options.ApplicationName,
        };
        var ordered = new NpgsqlConnectionStringBuilder();
        foreach (var (name, value) in given.OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            ordered[name] = value;
        }
        return ordered.ConnectionString;
    }
}
