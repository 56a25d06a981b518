using Instagram.Grains.Policies;
using Instagram.Storage.Outbox;
using Instagram.Storage.Posts;
using Instagram.Storage.Search;
using Instagram.Storage.Users;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Search;

[ImplicitStreamSubscription(Streams.Index)]
public sealed class IndexGrain(PostStore posts, UserStore users, IndexStore index, OutboxStore outbox)
    : Grain, IIndexGrain, IStreamSubscriptionObserver, IAsyncObserver<IndexChanged>
{
    private const short GoodStanding = 0;
    private const short Deleted = 2;

    private long Id => this.GetPrimaryKeyLong();

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<IndexChanged>().ResumeAsync(this);

    public async Task OnNextAsync(IndexChanged item, StreamSequenceToken? token = null)
    {
        await Bring(item.Subject);
        outbox.Done(item.FactId);
    }

    public async Task Refresh(IndexSubject subject)
    {
        try
        {
            await Bring(subject);
        }
        catch (Exception failure)
        {
            throw new BusyException("The change is stored, and the index will follow. Ask again.", failure);
        }
    }

    private Task Bring(IndexSubject subject)
    {
        // Nothing is kept between two changes.
        DeactivateOnIdle();
        return subject == IndexSubject.Post ? RefreshPost() : RefreshUser();
    }

    private async Task RefreshPost()
    {
        if ((await posts.Load(Id, CancellationToken.None))?.Post is not { Status: PostRowStatus.Published } post)
        {
            await index.RemovePost(Id, CancellationToken.None);
            return;
        }
        await index.PutPost(
            new IndexedPost(
                Id, post.AuthorId, post.Hashtags, SearchWords.Of(post.Caption), post.Place,
                SearchWords.Of(post.Place?.Name ?? ""), post.Kind, post.Likes, post.Comments,
                post.EditedAt is not null),
            CancellationToken.None);
    }

    private async Task RefreshUser()
    {
        if (await users.Find(Id, CancellationToken.None) is not { Standing: not Deleted } user)
        {
            await index.RemoveUser(Id, CancellationToken.None);
            return;
        }
        var counts = await users.GetCounts(Id, CancellationToken.None);
        await index.PutUser(
            new IndexedUser(
                Id, user.Username, user.DisplayName, user.IsPrivate, counts.Followers, user.Standing == GoodStanding,
                SearchWords.OfNames(user.Username, user.DisplayName)),
            CancellationToken.None);
    }
}
