using System.Collections.Immutable;
using Instagram.Grains.Explore;
using Instagram.Grains.Policies;
using Instagram.Storage.Shards;
using Instagram.Storage.Trending;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Instagram.Grains.Trending;

[StatelessWorker(1)]
public sealed class TrendingGrain(TrendingStore store, TimeProvider time, IOptions<TrendingOptions> options)
    : Grain, ITrendingGrain
{
    private readonly Freshness _freshness = new(time, TimeSpan.FromSeconds(options.Value.CacheSeconds));

    /// <summary>Hashtags of enough authors, each author's uses as one weight.</summary>
    private List<(string Tag, Dictionary<long, double> Authors)> _tags = [];

    public async Task<ImmutableArray<string>> GetTop(ImmutableArray<long> withoutAuthors, int limit)
    {
        if (_freshness.IsOver)
        {
            await Read();
        }
        var without = withoutAuthors.ToHashSet();
        return [.. _tags
            .Select(tag => (tag.Tag, Score: TrendingScore.Of(tag.Authors, without)))
            .Where(tag => tag.Score > 0)
            .OrderByDescending(tag => tag.Score).ThenBy(tag => tag.Tag, StringComparer.Ordinal)
            .Take(limit).Select(tag => tag.Tag)];
    }

    private async Task Read()
    {
        var readAt = _freshness.Now;
        var now = time.GetUtcNow();
        var since = SnowflakeIds.FirstAt(now.AddHours(-options.Value.WindowHours));
        var tags = new Dictionary<string, Dictionary<long, double>>();
        foreach (var use in await store.Newest(since, options.Value.MaxUses, CancellationToken.None))
        {
            if (!tags.TryGetValue(use.Tag, out var authors))
            {
                tags.Add(use.Tag, authors = []);
            }
            authors[use.AuthorId] = authors.GetValueOrDefault(use.AuthorId)
                + TrendingScore.Weight(now - SnowflakeIds.TimeOf(use.PostId));
        }
        _tags = tags.Where(tag => tag.Value.Count >= TrendingScore.MinAuthors)
            .Select(tag => (tag.Key, tag.Value)).ToList();
        _freshness.Restart(readAt);
    }
}
