using Instagram.ApiHost.Demo;
using Instagram.Bench.Load;
using Instagram.Bench.Serving;
using Instagram.Bench.Textbook;
using Instagram.Bench.Worlds;
using Instagram.Storage.Bulk;
using Instagram.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Bench.Speed;

/// <summary>The product and what it is compared with, each with the same world and in processes of its own.</summary>
internal sealed class Contenders : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _running = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("instagram-bench-");

    private readonly Queue<(int Owner, BulkMedium Medium)> _media;
    private readonly HttpClient _http = new();

    private Contenders(SpeedWorld world)
    {
        World = world;
        // A follow of a private account would wait to be approved.
        _media = new Queue<(int, BulkMedium)>(
            world.Publishable.Where(ready => !world.Users[ready.Owner].IsPrivate));
    }

    public SpeedWorld World { get; }

    public ProductProcess Product { get; private set; } = null!;

    /// <summary>Speaks to the product as any client would.</summary>
    public ContractClient Client { get; private set; } = null!;

    public ChildServer Limit { get; private set; } = null!;

    public ChildServer Redis { get; private set; } = null!;

    public ChildServer Postgres { get; private set; } = null!;

    public RedisProcess RedisStore { get; private set; } = null!;

    public int PostgresStorePid { get; private set; }

    private string Sessions => FilePath("sessions");

    public static async Task<Contenders> StartProduct(int oldPosts)
    {
        var contenders = new Contenders(new SpeedWorld(TimeProvider.System.GetUtcNow()));
        try
        {
            await contenders.MakeProduct(oldPosts);
            return contenders;
        }
        catch
        {
            await contenders.DisposeAsync();
            throw;
        }
    }

    /// <summary>The limit serves a page of the product's.</summary>
    public async Task StartOthers(byte[] page)
    {
        await StartLimit(page);
        await StartTextbook();
    }

    public async Task StartLimit(byte[] page)
    {
        await File.WriteAllBytesAsync(FilePath("page"), page);
        await File.WriteAllLinesAsync(
            Sessions, World.Tokens.Select((token, at) => $"{token} {World.Users[at].Id}"));
        Limit = Keep(await ChildServer.Start(LimitServer.Name, Sessions, FilePath("page")));
    }

    private async Task StartTextbook()
    {
        var textbook = new TextbookWorld(World, SpeedWorld.Plain);
        RedisStore = Keep(await RedisProcess.Start(_directory.FullName));
        await textbook.FillRedis(RedisStore.SocketPath);
        Redis = Keep(await ChildServer.Start(RedisServer.Name, Sessions, RedisStore.SocketPath));

        var data = _directory.CreateSubdirectory("textbook").FullName;
        var postgres = Keep(await StartPostgres(data));
        PostgresStorePid = Postmaster.PidIn(data);
        await textbook.FillPostgres(postgres.ConnectionString);
        Postgres = Keep(await ChildServer.Start(PostgresServer.Name, Sessions, postgres.ConnectionString));
    }

    /// <summary>A file that a script of wrk reads.</summary>
    public async Task<string> Write(string name, IEnumerable<string> lines)
    {
        await File.WriteAllLinesAsync(FilePath(name), lines);
        return FilePath(name);
    }

    /// <summary>A picture that is in no post yet, and the place of its owner among the users.</summary>
    public (int Owner, BulkMedium Medium) NextMedium() => _media.Dequeue();

    public Account Account(int at)
    {
        var user = World.Users[at];
        return new Account(
            $"{user.Id}", new Person(user.Username, user.DisplayName, user.Bio, []), World.Tokens[at], 0);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        while (_running.TryPop(out var server))
        {
            await server.DisposeAsync();
        }
        _directory.Delete(recursive: true);
    }

    private async Task MakeProduct(int oldPosts)
    {
        var data = _directory.CreateSubdirectory("product").FullName;
        await StoredProduct.Make(data);
        await StoredProduct.Fill(data, shards => World.Fill(new BulkStore(shards), oldPosts));
        Product = Keep(await StoredProduct.Start(data));
        _http.BaseAddress = Product.Address;
        Client = new ContractClient(_http, TimeProvider.System);
    }

    private static Task<PrivatePostgres> StartPostgres(string data) => PrivatePostgres.StartAsync(
        new PrivatePostgresOptions { DataDirectory = data }, NullLogger.Instance, TimeProvider.System);

    private string FilePath(string name) => Path.Combine(_directory.FullName, name);

    private T Keep<T>(T server)
        where T : IAsyncDisposable
    {
        _running.Push(server);
        return server;
    }
}
