using Instagram.Grains.Media;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;
using Instagram.Storage.Outbox;
using Instagram.Storage.Stories;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Stories;

[ImplicitStreamSubscription(Streams.Ended)]
public sealed class StoryPurgeGrain(
    StoryAudienceStore audience, MediaStore mediaStore, IObjectStore objects, OutboxStore outbox)
    : Grain, IStoryPurgeGrain, IStreamSubscriptionObserver, IAsyncObserver<StoryEnded>
{
    private const int ViewsAtOnce = 5_000;
    private const int RepliesAtOnce = 1_000;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<StoryEnded>().ResumeAsync(this);

    public async Task OnNextAsync(StoryEnded item, StreamSequenceToken? token = null)
    {
        while (await audience.PurgeViews(item.StoryId, ViewsAtOnce, CancellationToken.None))
        {
        }
        while (await audience.PurgeReplies(item.StoryId, RepliesAtOnce, CancellationToken.None))
        {
        }
        foreach (var medium in await mediaStore.FindMany(item.AuthorId, [item.MediaId], CancellationToken.None))
        {
            foreach (var key in MediaKeys.All(medium))
            {
                await objects.Delete(key, CancellationToken.None);
            }
        }
        // The row last: it is what names the objects, should this stop halfway.
        await mediaStore.Delete(item.AuthorId, [item.MediaId], CancellationToken.None);
        outbox.Done(item.FactId);
        DeactivateOnIdle();
    }
}
