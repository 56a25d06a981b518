using Instagram.Storage.Shards;
using Instagram.Tests.Fuzz.Http;
using Instagram.Tests.Storage;

namespace Instagram.Tests.Fuzz;

/// <summary>
/// Requests that nobody has thought of, to every route there is, as everyone who can ask. Whatever comes back is an
/// answer of the contract, shows nothing hidden, and the product is whole afterwards.
/// </summary>
public sealed class HttpFuzzTests : IAsyncLifetime
{
    private const int Requests = 20_000;

    /// <summary>One route in so many may need more luck than a run has, such as to appeal against a decision.</summary>
    private const int MostReached = 10;

    private readonly ErrorLog _errors = new();
    private Product _product = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.Start(
            Moderating.Setting, "Leaving:ExportsAtOnce=100", "Outbox:RedeliverAfterSeconds=5",
            "Http:TrustedProxies=127.0.0.1", "Refusals:AtLeastMilliseconds=0");
        _product.Service<Microsoft.Extensions.Logging.ILoggerFactory>().AddProvider(_errors);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Whatever_is_asked_is_answered_by_the_contract()
    {
        var world = await World.Make(_product);
        var fuzzer = new Fuzzer(_product, world, _errors);

        await fuzzer.Run(Requests * Campaign.Times);

        var routes = Surface.Of(_product.Services).Select(route => route.ToString()).ToList();
        var unreached = routes.Except(fuzzer.Reached.Keys).ToList();
        var failed = fuzzer.Statuses.Where(status => status.Key >= 500).Sum(status => status.Value);
        var leaks = fuzzer.Broken.Count(AnswerRules.IsLeak);
        var routed = $"{routes.Count} routes, {routes.Count - unreached.Count} also with success";
        Figures.Show(
            "fuzz over HTTP",
            $"{Told(fuzzer)} to {routed}; {failed} of 5xx, {_errors.Count} unhandled, {leaks} leaks");
        Assert.True(fuzzer.Broken.Count == 0, string.Join("\n\n=====\n\n", fuzzer.Broken));
        Assert.True(
            unreached.Count <= routes.Count / MostReached,
            $"never answered with success, so hardly tried:\n{string.Join('\n', unreached)}");
        await IsWhole(world);
        Assert.Equal(0, _errors.Count);
    }

    /// <summary>Counts are those of the rows, and everything still works for who comes now.</summary>
    private async Task IsWhole(World world)
    {
        var (reader, writer) = (await _product.SignUp("reader"), await _product.SignUp("writer"));
        await reader.Follows(writer);
        var post = await writer.Posts(Pictures.Sunset());
        await reader.SeesInFeed(post);
        await reader.Sees(post);
        await reader.Likes(post);
        await reader.Comments(post, "still here");
        Assert.Contains(world.Canary, (await world.Hidden.Get($"{world.Hidden.Path()}/posts")).Text);
        var shards = _product.Service<ShardMap>();
        await Eventually.Becomes(
            async () => string.Join('\n', await Remains.WrongCountRows(shards)), wrong => wrong.Length == 0);
    }

    private static string Told(Fuzzer fuzzer)
    {
        var kinds = fuzzer.Kinds.OrderByDescending(kind => kind.Value)
            .Select(kind => $"{kind.Value} {NameOf(kind.Key)}");
        return $"{fuzzer.Sent} requests (seed {Campaign.Seed}: {string.Join(", ", kinds)})";
    }

    private static string NameOf(Changes kind) => kind switch
    {
        Changes.None => "as meant",
        (Changes)(-1) => "several changed",
        _ => $"{kind.ToString().ToLowerInvariant()} changed",
    };
}
