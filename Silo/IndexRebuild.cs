using Instagram.Grains.Search;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Instagram.Silo;

/// <summary>
/// Makes the index again while the host serves: with <c>--reindex true</c>, over a schema that had no index, and where
/// a rebuild was stopped before its end.
/// </summary>
internal sealed partial class IndexRebuild(
    Reindexing reindexing, IConfiguration configuration, TimeProvider time, ILogger<IndexRebuild> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue("reindex", false))
        {
            await reindexing.Begin(cancellationToken);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await reindexing.Run(stoppingToken);
                return;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogInterrupted(logger, failure);
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The rebuild of the search index was interrupted; it goes on from there.")]
    private static partial void LogInterrupted(ILogger logger, Exception failure);
}
