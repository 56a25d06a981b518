using System.Globalization;
using Instagram.Grains.Accounts;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Instagram.Storage.Accounts;
using Instagram.Storage.Bulk;
using Instagram.Storage.Media;
using Instagram.Storage.Outbox;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Bench.Writes;

/// <summary>
/// Durable likes and follows over HTTP, 64 connections, against a textbook server beside it that commits each by
/// itself: in turns, over the same PostgreSQL. A phase ends when all that came of it is done, the inboxes' notices too,
/// and its CPU is what the servers and PostgreSQL took until then.
/// </summary>
internal static class WriteBench
{
    private const int Users = 4_000;
    private const int PostsEach = 5;
    private const int Connections = 64;
    private const int Rounds = 3;

    public static async Task Run(BenchProduct product, Report report, int seconds)
    {
        using var work = new WorkDirectory();
        var (users, posts) = await Settle(product);
        var tokens = SignIn(product, users);
        work.Write("tokens", tokens);
        work.Write("posts", posts);
        work.Write("users", users);
        await using var textbook = await Textbook.Start(product.Service<ShardMap>().Directory, tokens, users, posts);
        (string What, Uri Address, string Path)[] phases =
        [
            ("like, one commit each", textbook.Address, "/api/v1/posts/%s/like posts"),
            ("like", product.Address, "/api/v1/posts/%s/like posts"),
            ("follow, one commit each", textbook.Address, "/api/v1/users/%s/follow users"),
            ("follow", product.Address, "/api/v1/users/%s/follow users"),
            ("like of one post", product.Address, "/api/v1/posts/%s/like one"),
        ];
        work.Write("one", posts[..1]);
        await Activate(product, users, posts);
        foreach (var phase in phases)
        {
            await Drive(product, phase.Address, phase.Path, 1, work);
        }
        var results = phases.ToDictionary(phase => phase.What, _ => new List<Wrk>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var phase in phases)
            {
                var result = await Drive(product, phase.Address, phase.Path, seconds, work);
                results[phase.What].Add(result);
                Console.Error.WriteLine($"{phase.What}: {result}");
            }
        }
        foreach (var (what, all) in results)
        {
            report.Add($"{what}: {Median(all, each => each.PerSecond):0}/s, {Median(all, each => each.CpuMicroseconds):0}"
                + " µs CPU each; p99", [Median(all, each => each.P99)], "");
        }
    }

    private static double Median(List<Wrk> all, Func<Wrk, double> of) => all.Select(of).Order().ElementAt(all.Count / 2);

    private static async Task<Wrk> Drive(
        BenchProduct product, Uri address, string path, int seconds, WorkDirectory work)
    {
        var cpu = Cpu.Now();
        var result = await Wrk.Run(address, path, Connections, seconds, work);
        var outbox = product.Service<OutboxStore>();
        while (await outbox.Count(CancellationToken.None) > 0)
        {
            await Task.Delay(20);
        }
        await Task.Delay(1_500);
        return result with { CpuMicroseconds = (Cpu.Now() - cpu).TotalMicroseconds / Math.Max(1, result.Done) };
    }

    private static async Task<(long[] Users, long[] Posts)> Settle(BenchProduct product)
    {
        var ids = product.Service<SnowflakeIds>();
        var bulk = new BulkStore(product.Service<ShardMap>());
        var users = Enumerable.Range(0, Users).Select(_ => ids.NextOnRandomShard()).ToArray();
        var posts = users.SelectMany(user => Enumerable.Range(0, PostsEach).Select(_ => (User: user,
            Post: ids.Next(ShardId.Of(user))))).ToArray();
        await bulk.AddUsers([.. users.Select(id => new BulkUser(id, $"u{id}", "", "", false))], default);
        await bulk.AddPosts(
            [
                .. posts.Select(post => new PostRow(
                    post.Post, post.User, PostRowStatus.Published, 0, "first", [], [], [], [], null, null)),
            ],
            new MediaRow(0, 0, MediaStatus.Ready, "image/jpeg", 1, null, "", "", 1, 1, "", [], null, null), default);
        await bulk.Settle(default);
        await bulk.Analyze(default);
        return (users, [.. posts.Select(post => post.Post)]);
    }

    /// <summary>Everyone has been there lately, and every post was looked at.</summary>
    private static async Task Activate(BenchProduct product, long[] users, long[] posts)
    {
        foreach (var some in users.Chunk(64))
        {
            await Task.WhenAll(some.Select(user => product.Grains.GetGrain<IUserGrain>(user).GetTies(0)));
        }
        foreach (var some in posts.Chunk(64))
        {
            await Task.WhenAll(some.Select(post => product.Grains.GetGrain<IPostGrain>(post).GetState()));
        }
    }

    private static string[] SignIn(BenchProduct product, long[] users)
    {
        var (ids, cache) = (product.Service<SnowflakeIds>(), product.Service<SessionCache>());
        var (now, forever) = (TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
        return [.. users.Select(user =>
        {
            var token = SessionToken.New(ids.Next(ShardId.Of(user)));
            cache.Remember(new SessionRow(token.SessionId, user, token.Hash, forever, [], forever, now, "bench"));
            return token.Text;
        })];
    }

    /// <summary>Files that the load generator reads.</summary>
    internal sealed class WorkDirectory : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("instagram-writes-").FullName;

        public void Write<T>(string name, T[] lines) => File.WriteAllLines(
            System.IO.Path.Combine(Path, name),
            lines.Select(line => Convert.ToString(line, CultureInfo.InvariantCulture)!));

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
