using Instagram.Grains.Outbox;
using Instagram.Grains.Policies;
using Instagram.Storage.Stories;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Instagram.Grains.Stories;

[KeepAlive]
public sealed partial class StorySweepGrain(
    StoryStore stories, Facts facts, TimeProvider time, IOptions<StoryOptions> options,
    ILogger<StorySweepGrain> logger)
    : Grain, IStorySweepGrain, IRemindable
{
    private const string ReminderName = "watch";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var period = TimeSpan.FromSeconds(options.Value.SweepSeconds);
        this.RegisterGrainTimer(SweepOrLog, new GrainTimerCreationOptions(period, period) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task Watch()
    {
        // The reminder brings this grain back on another silo when the one it lives on is lost.
        await this.RegisterOrUpdateReminder(ReminderName, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await SweepOrLog(CancellationToken.None);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public async Task<int> Sweep()
    {
        var ended = new List<PendingFact>();
        var count = await stories.EndBefore(
            (int)this.GetPrimaryKeyLong(), StoryLife.FirstLive(time.GetUtcNow()), options.Value.SweepBatch,
            story =>
            {
                ended.Add(facts.Prepare(
                    Streams.Ended, story.Id,
                    factId => new StoryEnded(factId, story.Id, story.AuthorId, story.MediaId)));
                return ended[^1].Row;
            },
            CancellationToken.None);
        foreach (var fact in ended)
        {
            await this.Publish(fact, logger);
        }
        return count;
    }

    private async Task SweepOrLog(CancellationToken ct)
    {
        try
        {
            await Sweep();
        }
        catch (Exception failure)
        {
            LogSweepFailed(logger, this.GetPrimaryKeyLong(), failure);
        }
    }

    [LoggerMessage(
        LogLevel.Warning, "Expired stories of database {Database} could not be swept; the next round tries again.")]
    private static partial void LogSweepFailed(ILogger logger, long database, Exception failure);
}
