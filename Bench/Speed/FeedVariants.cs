using Instagram.Bench.Load;
using Instagram.Bench.Serving;
using Instagram.Bench.Textbook;
using Instagram.Bench.Worlds;

namespace Instagram.Bench.Speed;

/// <summary>A page of 20 posts of an awake feed, by every design, with thousands of readers' tokens.</summary>
internal sealed class FeedVariants(Contenders contenders, HttpClient http)
{
    public const string Path = "/api/v1/feed";

    private const int Looks = 20;
    private const string Get = "get.lua";

    public required Variant Limit { get; init; }

    public required Variant Joined { get; init; }

    public required Variant Checked { get; init; }

    public required Variant Product { get; init; }

    public required Variant Celebrities { get; init; }

    public required Variant RedisPassed { get; init; }

    public required Variant RedisDecoded { get; init; }

    public required Variant Table { get; init; }

    public required Variant OnRead { get; init; }

    public static async Task<FeedVariants> Make(Contenders contenders, HttpClient http)
    {
        var tokens = contenders.World.Tokens;
        var plain = await contenders.Write("plain", SpeedWorld.Plain.Select(at => tokens[at]));
        var fans = await contenders.Write("fans", SpeedWorld.Fans.Select(at => tokens[at]));
        var (limit, redis, postgres) = (contenders.Limit, contenders.Redis, contenders.Postgres);
        var redisStore = contenders.RedisStore.Pid;
        return new FeedVariants(contenders, http)
        {
            Limit = Of("limit: a ready page", limit, LimitServer.ReadyPath, null),
            Joined = Of("frag: the page joined from 20 ready pieces", limit, LimitServer.JoinedPath, null),
            Checked = Of("frag, with the token hashed and looked up", limit, LimitServer.CheckedPath, null),
            Product = OfProduct("feed, nobody followed is a celebrity", plain, SpeedWorld.Plain),
            Celebrities = OfProduct("feed, 10 celebrities followed", fans, SpeedWorld.Fans),
            RedisPassed = Of(
                "textbook: Redis, JSON passed through", redis, RedisServer.PassedPath,
                () => ProcessCpu.Of(redisStore)),
            RedisDecoded = Of(
                "textbook: Redis, JSON decoded and encoded", redis, RedisServer.DecodedPath,
                () => ProcessCpu.Of(redisStore)),
            Table = Of(
                "textbook: PostgreSQL feed table", postgres, PostgresServer.TablePath,
                () => ProcessCpu.OfTree(contenders.PostgresStorePid)),
            OnRead = Of(
                "textbook: PostgreSQL fan-out on read", postgres, PostgresServer.OnReadPath,
                () => ProcessCpu.OfTree(contenders.PostgresStorePid)),
        };

        Variant Of(string what, ChildServer server, string path, Func<double>? beside) => new(
            what, server.Address, Get, [plain, path], () => ProcessCpu.Of(server.Pid), beside,
            () => server.AllocatedBytes(http));

        Variant OfProduct(string what, string file, IEnumerable<int> readers) => new(
            what, contenders.Product.Address, Get, [file, Path], () => ProcessCpu.Of(contenders.Product.Pid),
            () => ProcessCpu.OfTree(contenders.Product.PostgresPid), contenders.Product.AllocatedBytes)
        {
            // Whatever it keeps for a while has gone while the others had their turns.
            Before = () => SpeedBench.Wake(
                http, new Uri(contenders.Product.Address, Path), [.. readers.Select(at => tokens[at])]),
        };
    }

    /// <summary>Some answers of each variant are pages of 20 posts, and about as long as the product's.</summary>
    public async Task Check()
    {
        var lengths = new Dictionary<string, double>();
        foreach (var variant in (Variant[])[Checked, Product, RedisPassed, RedisDecoded, Table, OnRead])
        {
            var total = 0.0;
            foreach (var at in SpeedWorld.Plain.Take(Looks))
            {
                total += (await Page.Read(
                    http, new Uri(variant.Server, variant.Arguments[1]), contenders.World.Tokens[at])).Length;
            }
            lengths[variant.What] = total / Looks;
        }
        if (lengths.Values.Max() > 1.25 * lengths.Values.Min())
        {
            throw new InvalidOperationException(
                $"The pages are not alike: {string.Join(", ", lengths.Select(pair => $"{pair.Key} {pair.Value:0}"))}");
        }
    }
}
