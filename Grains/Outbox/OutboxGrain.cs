using System.Text.Json;
using Instagram.Grains.Graph;
using Instagram.Grains.Inbox;
using Instagram.Grains.Leaving;
using Instagram.Grains.Media;
using Instagram.Grains.Posts;
using Instagram.Grains.Search;
using Instagram.Grains.Stories;
using Instagram.Storage.Outbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Instagram.Grains.Outbox;

[KeepAlive]
public sealed partial class OutboxGrain(
    OutboxStore outbox, TimeProvider time, IOptions<OutboxOptions> options, ILogger<OutboxGrain> logger)
    : Grain, IOutboxGrain, IRemindable
{
    private const string ReminderName = "watch";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var poll = TimeSpan.FromSeconds(options.Value.PollSeconds);
        this.RegisterGrainTimer(PublishDue, new GrainTimerCreationOptions(poll, poll) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task Watch()
    {
        // The reminder brings this grain back on another silo when the one it lives on is lost.
        await this.RegisterOrUpdateReminder(ReminderName, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await PublishDue(CancellationToken.None);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task PublishDue(CancellationToken ct)
    {
        try
        {
            var due = await outbox.TakeDue(
                (int)this.GetPrimaryKeyLong(), time.GetUtcNow(),
                TimeSpan.FromSeconds(options.Value.RedeliverAfterSeconds), options.Value.BatchSize, ct);
            foreach (var fact in due)
            {
                await PublishAlone(fact);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogRoundFailed(logger, this.GetPrimaryKeyLong(), failure);
        }
    }

    /// <summary>A fact that this version cannot read is logged each time, and holds up no other.</summary>
    private async Task PublishAlone(OutboxFact fact)
    {
        try
        {
            await Publish(fact);
        }
        catch (Exception unreadable)
        {
            LogUnreadable(logger, fact.Id, fact.Topic, unreadable);
        }
    }

    private Task Publish(OutboxFact fact) => fact.Topic switch
    {
        Streams.Posts => Publish<PostPublished>(fact),
        Streams.Media => Publish<MediaUploaded>(fact),
        Streams.Settled => Publish<MediaSettled>(fact),
        Streams.Purge => Publish<PostDeleted>(fact),
        Streams.Ended => Publish<StoryEnded>(fact),
        Streams.Opened => Publish<AccountOpened>(fact),
        Streams.Closed => Publish<AccountClosed>(fact),
        Streams.Notices => Publish<NoticeFact>(fact),
        Streams.Index => Publish<IndexChanged>(fact),
        _ => throw new InvalidOperationException($"No stream carries facts of the topic '{fact.Topic}'."),
    };

    private Task Publish<T>(OutboxFact fact) =>
        this.Publish(new PendingFact<T>(fact, JsonSerializer.Deserialize<T>(fact.Payload)!), logger);

    [LoggerMessage(LogLevel.Error, "The fact {FactId} of stream {Stream} cannot be published.")]
    private static partial void LogUnreadable(ILogger logger, long factId, string stream, Exception failure);

    [LoggerMessage(
        LogLevel.Warning, "The outbox of database {Database} could not be read; the next round tries again.")]
    private static partial void LogRoundFailed(ILogger logger, long database, Exception failure);
}
