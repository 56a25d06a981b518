using System.Collections.Immutable;
using Instagram.Storage.Explore;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Instagram.Grains.Explore;

/// <summary>Who asks while it is read waits for the same answer.</summary>
[StatelessWorker(1)]
public sealed class ExplorePoolGrain(ExploreStore store, TimeProvider time, IOptions<ExploreOptions> options)
    : Grain, IExplorePoolGrain
{
    private readonly Freshness _freshness = new(time, TimeSpan.FromSeconds(options.Value.PoolSeconds));
    private ImmutableArray<PoolPost> _newest = [];

    public async Task<ImmutableArray<PoolPost>> GetNewest()
    {
        if (_freshness.IsOver)
        {
            var readAt = _freshness.Now;
            var rows = await store.Newest(long.MaxValue, [], options.Value.PoolSize, CancellationToken.None);
            _newest = [.. rows.Select(row => new PoolPost(row.PostId, row.AuthorId, row.Likes, row.Comments))];
            _freshness.Restart(readAt);
        }
        return _newest;
    }
}
