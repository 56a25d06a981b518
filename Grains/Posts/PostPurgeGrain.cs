using Instagram.Grains.Media;
using Instagram.Storage.Comments;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;
using Instagram.Storage.Outbox;
using Instagram.Storage.Posts;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Posts;

[ImplicitStreamSubscription(Streams.Purge)]
public sealed class PostPurgeGrain(
    PostStore posts, CommentStore comments, MediaStore mediaStore, IObjectStore objects, OutboxStore outbox)
    : Grain, IPostPurgeGrain, IStreamSubscriptionObserver, IAsyncObserver<PostDeleted>
{
    private const int LikesAtOnce = 5_000;
    private const int CommentsAtOnce = 1_000;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<PostDeleted>().ResumeAsync(this);

    public async Task OnNextAsync(PostDeleted item, StreamSequenceToken? token = null)
    {
        while (await posts.PurgeLikes(item.PostId, LikesAtOnce, CancellationToken.None))
        {
        }
        while (await comments.Purge(item.PostId, CommentsAtOnce, CancellationToken.None))
        {
        }
        foreach (var medium in await mediaStore.FindMany(item.AuthorId, item.MediaIds, CancellationToken.None))
        {
            foreach (var key in MediaKeys.All(medium))
            {
                await objects.Delete(key, CancellationToken.None);
            }
        }
        // The rows last: they are what names the objects, should this stop halfway.
        await mediaStore.Delete(item.AuthorId, item.MediaIds, CancellationToken.None);
        outbox.Done(item.FactId);
        DeactivateOnIdle();
    }
}
