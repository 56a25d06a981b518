using Instagram.Storage.Moderation;
using Instagram.Storage.Outbox;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Moderation;

[ImplicitStreamSubscription(Streams.Moderation)]
public sealed class IntakeGrain(ModerationQueue queue, OutboxStore outbox)
    : Grain, IIntakeGrain, IStreamSubscriptionObserver, IAsyncObserver<ContentScreened>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<ContentScreened>().ResumeAsync(this);

    public async Task OnNextAsync(ContentScreened item, StreamSequenceToken? token = null)
    {
        var kind = item.Kind == ScreenedKind.Post ? ModerationKind.Post : ModerationKind.Story;
        var target = new ModerationTarget(kind, item.TargetId, item.AuthorId);
        await (item.WasRemoved
            ? queue.RecordRemoval(item.FactId, target, item.Score, CancellationToken.None)
            : queue.FlagExplicit(target, item.Score, CancellationToken.None));
        outbox.Done(item.FactId);
        DeactivateOnIdle();
    }
}
