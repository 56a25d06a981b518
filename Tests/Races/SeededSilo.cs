using Instagram.ApiHost.Posts;
using Instagram.Embedded.Activations;
using Instagram.Grains.Posts;
using Instagram.Silo;
using Instagram.Storage.Bulk;
using Instagram.Storage.Media;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;
using Instagram.Tests.Engine;
using Instagram.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Instagram.Tests.Races;

/// <summary>
/// Every grain and service of the product over a database of its own, on a clock that only moves when told, and with a
/// seed that orders the turns. Nothing watches over it in the background.
/// </summary>
internal sealed class SeededSilo : IAsyncDisposable
{
    private readonly SeededDispatcher _turns;
    private readonly IHost _host;
    private readonly LockWatch _locks;

    private SeededSilo(SeededDispatcher turns, IHost host, LockWatch locks) =>
        (_turns, _host, _locks) = (turns, host, locks);

    public ManualTime Time => (ManualTime)_host.Services.GetRequiredService<TimeProvider>();

    public IClusterClient Grains => Service<IClusterClient>();

    public int Turns => _turns.Turns;

    public static async Task<SeededSilo> Start()
    {
        var database = await TestPostgres.NewDatabase();
        var turns = new SeededDispatcher(0);
        var (time, random) = (new ManualTime(), new Random(0));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Main"] = database, ["data"] = TestDirectories.Fresh(),
            ["Engine:RoundTripMessages"] = "true", ["Feed:CelebrityThreshold"] = "1",
            ["Feed:FollowersMaxAgeSeconds"] = "0", ["Storage:MaxPoolSize"] = "20",
            // What gathers waits by the clock on the wall.
            ["Storage:GatherMilliseconds"] = "0",
        });
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<ITurnDispatcher>(turns);
        builder.Services.AddSingleton<RacerTasks>();
        builder.Services.AddSingleton<ICardEncoder, CardEncoder>();
        builder.AddSilo();
        // Ids name buckets, and so decide which grains are called.
        builder.Services.AddSingleton(new SnowflakeIds(time, random.Next));
        foreach (var watch in builder.Services.Where(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Assembly == typeof(SiloServices).Assembly).ToList())
        {
            builder.Services.Remove(watch);
        }
        var host = builder.Build();
        await host.StartAsync();
        return new SeededSilo(turns, host, new LockWatch(database));
    }

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>
    /// People with a published post each, which has a picture: those who are in one world after each other.
    /// </summary>
    public async Task<IReadOnlyList<SeededMember>> Settle(int count, int seed)
    {
        var (random, ids, bulk) = (new Random(seed), Service<SnowflakeIds>(), new BulkStore(Service<ShardMap>()));
        var members = new List<SeededMember>(count);
        for (var i = 0; i < count; i++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(2));
            var id = ids.Next(random.Next(ShardId.Count));
            var shard = ShardId.Of(id);
            members.Add(new SeededMember(id, ids.Next(shard), ids.Next(shard)));
        }
        await bulk.AddUsers(
            [.. members.Select(member => new BulkUser(member.Id, $"m{member.Id}", "", "", false))],
            CancellationToken.None);
        await bulk.AddPosts(
            [
                .. members.Select(member => new PostRow(
                    member.PostId, member.Id, PostRowStatus.Published, 0, "first", [], [], [member.MediaId], [null],
                    null, null)),
            ],
            new MediaRow(
                0, 0, MediaStatus.Ready, "image/jpeg", 1, null, "none", "none", 10, 10, "",
                [new VariantRow("small", 10, 10, "small-key")], null, null),
            CancellationToken.None);
        await bulk.Settle(CancellationToken.None);
        return members;
    }

    /// <summary>All of the tasks at once, in the seed's order of turns, and all that comes of them.</summary>
    public async Task Run(int seed, params IEnumerable<Func<Task>> tasks)
    {
        _turns.Reseed(seed);
        var racers = Service<RacerTasks>();
        var all = Task.WhenAll(tasks.Select(task => Grains.GetGrain<IRacerGrain>(racers.Add(task)).Go()));
        _turns.RunToRest(all, Service<Embedded.Engine>(), _locks.CountWaiting);
        await all;
    }

    public async ValueTask DisposeAsync()
    {
        var stopping = _host.StopAsync();
        _turns.RunToRest(stopping, Service<Embedded.Engine>(), _locks.CountWaiting);
        await stopping;
        _host.Dispose();
        _locks.Dispose();
    }
}

/// <summary>A person, and the post that was there from the beginning, with its picture.</summary>
internal sealed record SeededMember(long Id, long PostId, long MediaId)
{
    public string Key { get; } = Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
