using Instagram.Storage.Accounts;
using Instagram.Storage.Graph;
using Instagram.Storage.Outbox;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Bench;

/// <summary>Accounts, follows and posts straight into the stores, as they would be after years of use.</summary>
internal sealed class World(BenchProduct product)
{
    private const int AtOnce = 16;

    private readonly SnowflakeIds _ids = product.Service<SnowflakeIds>();

    public Task<long[]> Accounts(int count) => Many(Enumerable.Range(0, count), async _ =>
    {
        var id = _ids.NextOnRandomShard();
        await product.Service<AccountStore>().Create(
            new NewAccount(id, $"u{id}", "Someone", $"u{id}@example.org", "nobody signs in"), [],
            CancellationToken.None);
        return id;
    });

    public Task Follow(IEnumerable<(long Follower, long Followee)> edges) => Many(edges, async edge =>
    {
        await product.Service<GraphStore>().Follow(
            edge.Follower, edge.Followee, _ids.Next(ShardId.Of(edge.Follower)), CancellationToken.None);
        return 0;
    });

    /// <summary>Published posts, a minute apart, the newest <paramref name="newest"/> minutes ago.</summary>
    public Task Posts(long author, int count, int newest) => Many(Enumerable.Range(newest, count), async minutes =>
    {
        var at = product.Service<TimeProvider>().GetUtcNow();
        var id = SnowflakeIds.FirstAt(at.AddMinutes(-minutes), ShardId.Of(author));
        await product.Service<PostStore>().Create(
            new PostRow(id, author, PostRowStatus.Processing, 0, "A quiet morning", [], [], [], [], null, null),
            [new OutboxFact(_ids.Next(ShardId.Of(author)), "posts", author, "{}", at.AddDays(1))],
            CancellationToken.None);
        return id;
    });

    private static async Task<TResult[]> Many<T, TResult>(IEnumerable<T> items, Func<T, Task<TResult>> make)
    {
        var made = new List<TResult>();
        foreach (var some in items.Chunk(AtOnce))
        {
            made.AddRange(await Task.WhenAll(some.Select(make)));
        }
        return [.. made];
    }
}
