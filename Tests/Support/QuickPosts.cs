using Instagram.Grains;
using Instagram.Grains.Posts;
using Instagram.Storage.Outbox;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Tests.Support;

/// <summary>
/// Published posts without pictures, straight into the store, for tests that need a great many. As if another process
/// had published them: no grain hears of it unless the outbox tells.
/// </summary>
public sealed class QuickPosts(Product product)
{
    private const int AtOnce = 8;

    private static int _sequence;

    private readonly PostStore _store = product.Service<PostStore>();
    private readonly SnowflakeIds _ids = product.Service<SnowflakeIds>();

    /// <summary>Posts of the last hours, one a minute, the newest first.</summary>
    public async Task<IReadOnlyList<string>> Old(Member author, int count, int sinceMinutes = 1)
    {
        var now = product.Service<TimeProvider>().GetUtcNow();
        var shard = ShardId.Of(author.Number);
        // Two authors may be of one shard: their posts differ in the sequence.
        var sequence = Interlocked.Increment(ref _sequence) & 1023;
        var ids = Enumerable.Range(sinceMinutes, count)
            .Select(minutes => SnowflakeIds.FirstAt(now.AddMinutes(-minutes), shard) | (long)sequence);
        var texts = new List<string>(count);
        foreach (var some in ids.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(id => Commit(author, id, TimeSpan.FromDays(1))));
            texts.AddRange(some.Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
        return texts;
    }

    /// <summary>A post of now whose fact waits in the outbox, as after a crash right behind the commit.</summary>
    public async Task<string> Unannounced(Member author)
    {
        var id = _ids.Next(ShardId.Of(author.Number));
        await Commit(author, id, TimeSpan.Zero);
        return id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task Commit(Member author, long id, TimeSpan due)
    {
        var fact = new PostPublished(_ids.Next(ShardId.Of(author.Number)), id, author.Number);
        var (result, status, _) = await _store.Create(
            new PostRow(id, author.Number, PostRowStatus.Processing, 0, "quick", [], [], [], [], null, null),
            [
                new OutboxFact(
                    fact.FactId, Streams.Posts, author.Number, System.Text.Json.JsonSerializer.Serialize(fact),
                    product.Service<TimeProvider>().GetUtcNow() + due),
            ],
            CancellationToken.None);
        Assert.Equal((PostCreateResult.Created, PostRowStatus.Published), (result, status));
    }
}
