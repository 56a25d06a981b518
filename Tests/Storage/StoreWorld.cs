using Instagram.Storage.Accounts;
using Instagram.Storage.Graph;
using Instagram.Storage.Likes;
using Instagram.Storage.Media;
using Instagram.Storage.Outbox;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;
using Instagram.Storage.Users;
using Instagram.Tests.Support;

namespace Instagram.Tests.Storage;

/// <summary>The stores over fresh databases, and shorthands to people them.</summary>
internal sealed class StoreWorld : IAsyncDisposable
{
    public const int LowShard = 10;
    public const int HighShard = 8000;

    public static readonly DateTimeOffset Noon = new(2027, 5, 6, 12, 0, 0, TimeSpan.Zero);

    private StoreWorld(ShardMap shards)
    {
        Shards = shards;
        Accounts = new AccountStore(shards);
        Users = new UserStore(shards);
        Graph = new GraphStore(shards);
        Media = new MediaStore(shards);
        Posts = new PostStore(shards);
        Likes = new LikeStore(shards);
        Outbox = new OutboxStore(shards);
    }

    public ShardMap Shards { get; }

    public SnowflakeIds Ids { get; } = new(TimeProvider.System);

    public AccountStore Accounts { get; }

    public UserStore Users { get; }

    public GraphStore Graph { get; }

    public MediaStore Media { get; }

    public PostStore Posts { get; }

    public LikeStore Likes { get; }

    public OutboxStore Outbox { get; }

    public static StoreWorld Of(ShardMap shards) => new(shards);

    public static async Task<StoreWorld> OneDatabase() => new(await TestPostgres.NewShardMap());

    /// <summary><see cref="LowShard"/> and <see cref="HighShard"/> are in different ones.</summary>
    public static async Task<StoreWorld> TwoDatabases() => new(await TestPostgres.NewTwoDatabaseShardMap());

    public ValueTask DisposeAsync() => Shards.DisposeAsync();

    public async Task<long> NewUser(int shard = LowShard)
    {
        var id = Ids.Next(shard);
        var account = new NewAccount(id, $"user{id}", "Someone", $"user{id}@example.org", "hash");
        Assert.Equal(SignUpResult.Created, await Accounts.Create(account, [], default));
        return id;
    }

    public long NextIdBeside(long id) => Ids.Next(ShardId.Of(id));

    public OutboxFact Fact(long key, string topic = "posts") =>
        new(NextIdBeside(key), topic, key, "{}", Noon);

    public async Task<long> NewPendingMedium(long owner)
    {
        var id = NextIdBeside(owner);
        await Media.Create(PendingMedium(id, owner), default);
        return id;
    }

    public static MediaRow PendingMedium(long id, long owner) => new(
        id, owner, MediaStatus.Pending, "image/jpeg", 1000, null, $"uploads/{id}", null, 0, 0, null, [], null, null);

    public async Task<long> NewUploadedMedium(long owner)
    {
        var id = await NewPendingMedium(owner);
        await Media.MarkUploaded(id, $"originals/{id}", Fact(id, "media"), default);
        return id;
    }

    public async Task<long> NewMedium(long owner, MediaStatus status = MediaStatus.Ready)
    {
        var id = await NewUploadedMedium(owner);
        await Settle(id, status);
        return id;
    }

    public async Task<long?> Settle(long mediumId, MediaStatus status)
    {
        var medium = (await Media.Find(mediumId, default))!;
        return await Media.Settle(
            medium with
            {
                Status = status,
                Width = 640,
                Height = 480,
                Blurhash = "LEHV6nWB2yk8",
                Variants = [new VariantRow("large", 640, 480, $"media/{mediumId}/large.webp")],
                Reason = status == MediaStatus.Rejected ? "damaged" : null,
            },
            post => Fact(post, "media"),
            default);
    }

    public PostRow Post(long author, params long[] media) => new(
        NextIdBeside(author),
        author,
        PostRowStatus.Processing,
        0,
        "a #cat",
        ["cat"],
        [],
        media,
        new string?[media.Length],
        null,
        null);

    public async Task<long> NewPublishedPost(long author)
    {
        var post = Post(author, await NewMedium(author));
        Assert.Equal((PostCreateResult.Created, PostRowStatus.Published), await Create(post));
        return post.Id;
    }

    public async Task<(PostCreateResult Result, PostRowStatus Status)> Create(PostRow post)
    {
        var created = await Posts.Create(post, [Fact(post.AuthorId)], default);
        return (created.Result, created.Status);
    }

    /// <summary>The facts of one topic in every database, by key.</summary>
    public async Task<IReadOnlyList<OutboxFact>> Facts(string topic)
    {
        var facts = new List<OutboxFact>();
        foreach (var database in Shards.All)
        {
            await using var command = database.CreateCommand(
                "select id, topic, key, payload, due_at from outbox where topic = $1 order by id");
            command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = topic });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                facts.Add(new OutboxFact(
                    reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3),
                    reader.GetFieldValue<DateTimeOffset>(4)));
            }
        }
        return facts;
    }

    public static Task Together(IEnumerable<Func<Task>> actions) =>
        Task.WhenAll(actions.Select(Task.Run));
}
