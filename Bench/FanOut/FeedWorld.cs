using Instagram.Storage.Bulk;
using Instagram.Storage.Media;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Bench.FanOut;

/// <summary>People who are an id and nothing else, whom they follow, and posts without pictures.</summary>
internal sealed class FeedWorld(BenchProduct product)
{
    private static readonly MediaRow NoPicture = new(
        0, 0, MediaStatus.Ready, "image/jpeg", 1, null, "none", "none", 10, 10, "", [], null, null);

    private readonly BulkStore _bulk = new(product.Service<ShardMap>());
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly Random _random = new(7);
    private long _people;

    public long[] People(int count)
    {
        var people = new long[count];
        for (var i = 0; i < count; i++)
        {
            // A thousand to a shard and millisecond, spread over the buckets by their sequence.
            var at = _people++;
            people[i] = SnowflakeIds.FirstAt(_now.AddDays(-30).AddMilliseconds(at / 1_000), _random.Next(ShardId.Count))
                + (at % 1_000);
        }
        return people;
    }

    /// <summary>Everyone follows so many of the authors, at random.</summary>
    public (long Reader, long[] Followees)[] Follows(long[] readers, long[] authors, int each) =>
        [.. readers.Select(reader => (reader, _random.GetItems(authors, each * 2).Distinct().Take(each).ToArray()))];

    public Task Store(IEnumerable<(long Reader, long[] Followees)> follows)
    {
        var edges = follows.SelectMany(one => one.Followees.Select(
            (followee, at) => new BulkEdge(one.Reader, followee, one.Reader + at))).ToList();
        return _bulk.AddFollows(edges, CancellationToken.None);
    }

    /// <summary>So many posts each, over the last thirty days.</summary>
    public async Task Posts(long[] authors, int each)
    {
        foreach (var some in authors.Chunk(Math.Max(1, 100_000 / each)))
        {
            await _bulk.AddPosts(
                [
                    .. some.SelectMany(author => Enumerable.Range(0, each).Select(i => new PostRow(
                        NewPost(author, _now.AddDays(-29).AddSeconds(29d * 86_400 * (i + _random.NextDouble()) / each)),
                        author, PostRowStatus.Published, 0, "A quiet morning", [], [], [], [], null, null))),
                ],
                NoPicture, CancellationToken.None);
        }
    }

    public long NewPost(long author, DateTimeOffset at) =>
        SnowflakeIds.FirstAt(at, ShardId.Of(author)) + _random.Next(1 << 10);

    public Task Settle() => _bulk.Analyze(CancellationToken.None);
}
