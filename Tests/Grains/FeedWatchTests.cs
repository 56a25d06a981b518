using Instagram.Grains.Feed;
using Instagram.Grains.Inbox;

namespace Instagram.Tests.Grains;

/// <summary>Who watches live is told of posts, also of those that are not pushed.</summary>
public sealed class FeedWatchTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start("Feed:CelebrityThreshold=0");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_celebritys_post_is_told_at_the_next_look()
    {
        var (bob, ana) = (await _product.SignUp("bob"), await _product.SignUp("ana"));
        await bob.Follows(ana);
        await bob.SeesInFeed(await ana.Posts(Pictures.Sunset()));
        var (feed, inbox) = (
            _product.Grains.GetGrain<IFeedGrain>(bob.Number), _product.Grains.GetGrain<IInboxGrain>(bob.Number));
        var nobody = new Nobody();
        var observer = _product.Grains.CreateObjectReference<IInboxObserver>(nobody);
        await feed.Watch(null);
        var start = await inbox.Watch(observer, null);

        await bob.Posts(Pictures.Sunset());
        var post = await ana.Posts(Pictures.Sunset());
        await Eventually.Holds(async () =>
        {
            await feed.Watch(null);
            return (await inbox.Watch(observer, start.Now)).Events.Any(happened => happened.Kind == InboxEventKind.Feed
                && happened.SubjectId.ToString(System.Globalization.CultureInfo.InvariantCulture) == post.Id);
        });
        GC.KeepAlive(nobody);
    }

    [Fact]
    public async Task A_feed_that_nobody_watches_tells_nothing()
    {
        var (bob, ana) = (await _product.SignUp("bob"), await _product.SignUp("ana"));
        await bob.Follows(ana);
        await bob.SeesInFeed(await ana.Posts(Pictures.Sunset()));
        var nobody = new Nobody();
        var observer = _product.Grains.CreateObjectReference<IInboxObserver>(nobody);
        var inbox = _product.Grains.GetGrain<IInboxGrain>(bob.Number);
        var start = await inbox.Watch(observer, null);
        await bob.SeesInFeed(await ana.Posts(Pictures.Sunset()));
        Assert.Empty((await inbox.Watch(observer, start.Now)).Events);
        GC.KeepAlive(nobody);
    }

    private sealed class Nobody : IInboxObserver
    {
        public void Happened(InboxEvent happened)
        {
        }
    }
}
