using Instagram.Storage.Explore;
using Instagram.Storage.Feed;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Instagram.Grains.Explore;

public sealed partial class PostCountsGrain(ExploreStore store, ILogger<PostCountsGrain> logger)
    : Grain, IPostCountsGrain
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Dictionary<long, PostCountsRow> _changed = [];
    private IGrainTimer? _writing;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Write();

    public Task Changed(long postId, int likes, int comments)
    {
        _changed[postId] = new PostCountsRow(postId, likes, comments);
        _writing ??= this.RegisterGrainTimer(_ => Write(), new GrainTimerCreationOptions(Every, Every));
        return _changed.Count >= Capacity ? Write() : Task.CompletedTask;
    }

    private async Task Write()
    {
        var batch = _changed.Values.ToList();
        _changed.Clear();
        try
        {
            if (batch.Count > 0)
            {
                await store.SetCounts(batch, CancellationToken.None);
            }
            _writing?.Dispose();
            _writing = null;
        }
        catch (Exception failure)
        {
            // These are hints of what is popular; the next round brings them unless there are too many.
            LogNotWritten(logger, batch.Count, failure);
            foreach (var row in batch.Take(Capacity / 2))
            {
                _changed.TryAdd(row.PostId, row);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The counts of {Posts} posts were not brought into the index.")]
    private static partial void LogNotWritten(ILogger logger, int posts, Exception failure);
}
