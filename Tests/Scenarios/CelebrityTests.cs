using Instagram.Storage.Feed;

namespace Instagram.Tests.Scenarios;

/// <summary>
/// Above three followers an author is pulled, below 2.7 pushed again. Feeds ask the registry as if it were elsewhere.
/// </summary>
public sealed class CelebrityTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(
        "Feed:CelebrityThreshold=3", "Feed:FollowersMaxAgeSeconds=0", "Feed:OneSilo=false");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Crossing_the_threshold_both_ways_loses_and_doubles_nothing_in_feeds_that_are_awake()
    {
        var star = await _product.SignUp("star");
        var fans = await _product.SignUpMany("fan", 5);
        var posts = new List<PostShape>();
        foreach (var fan in fans.Take(3))
        {
            await fan.Follows(star);
            Assert.Empty((await fan.Feed()).Posts);
        }
        await Posts(isPulled: false);
        await AllSee(fans[..3]);

        await fans[3].Follows(star);
        await Posts(isPulled: true);
        await Posts(isPulled: true);
        await AllSee(fans[..4]);

        // A feed that wakes now knows from the store that the author is pulled.
        await fans[4].Follows(star);
        await Posts(isPulled: true);
        await AllSee(fans);

        foreach (var fan in fans[..3])
        {
            await fan.Unfollows(star);
        }
        await Posts(isPulled: false);
        await Posts(isPulled: false);
        await AllSee(fans[3..]);
        foreach (var fan in fans[..3])
        {
            Assert.Empty((await fan.Feed()).Posts);
        }

        await fans[0].Follows(star);
        await fans[1].Follows(star);
        await Posts(isPulled: true);
        await AllSee([fans[0], fans[1], .. fans[3..], star]);

        async Task Posts(bool isPulled)
        {
            posts.Add(await star.Posts(Pictures.Sunset(seed: posts.Count)));
            await Eventually.Becomes(
                () => _product.Service<TimelineStore>().GetDelivery(star.Number, CancellationToken.None),
                author => author.Delivery?.Pulled == true == isPulled && author.Delivery?.Announced != false);
        }

        async Task AllSee(Member[] readers)
        {
            var expected = posts.Select(post => post.Id).Reverse().ToList();
            foreach (var reader in readers)
            {
                await reader.SeesInFeed(posts[^1]);
                Assert.Equal(expected, (await reader.FeedToEnd("latest", 2)).Select(post => post.Id));
                Assert.Equal(expected.Order(), (await reader.FeedToEnd("ranked", 2)).Select(post => post.Id).Order());
            }
        }
    }

    [Fact]
    public async Task A_celebritys_deleted_post_is_gone_and_older_ones_are_reached()
    {
        var star = await _product.SignUp("star");
        var old = await new QuickPosts(_product).Old(star, 250);
        var fans = await _product.SignUpMany("fan", 4);
        foreach (var fan in fans)
        {
            await fan.Follows(star);
        }
        var (gone, kept) = (await star.Posts(Pictures.Sunset()), await star.Posts(Pictures.Sunset(seed: 1)));
        await fans[0].SeesInFeed(kept);

        await star.Deletes(gone);

        await fans[0].DoesNotSeeInFeed(gone);
        foreach (var fan in fans)
        {
            Assert.Equal([kept.Id, .. old], (await fan.FeedToEnd()).Select(post => post.Id));
        }
    }

    [Fact]
    public async Task What_a_celebrity_posted_is_not_lost_to_who_looks_only_when_they_are_none_any_more()
    {
        var star = await _product.SignUp("star");
        var fans = await _product.SignUpMany("fan", 4);
        foreach (var fan in fans)
        {
            await fan.Follows(star);
        }
        var posts = new List<string> { (await star.Posts(Pictures.Sunset())).Id };
        await Eventually.Holds(async () => (await fans[0].Feed()).Posts.Count == 1);

        posts.Add((await star.Posts(Pictures.Sunset(seed: 1))).Id);
        await fans[2].Unfollows(star);
        await fans[3].Unfollows(star);
        var last = await star.Posts(Pictures.Sunset(seed: 2));
        posts.Add(last.Id);

        // Not before its fan-out is over: a reader who looks in between pulls by themselves.
        await Eventually.Becomes(
            () => _product.Service<TimelineStore>().GetDelivery(star.Number, CancellationToken.None),
            author => author.Delivery is { Pulled: false, Announced: true });
        await fans[0].SeesInFeed(last);
        Assert.Equal(posts.AsEnumerable().Reverse(), (await fans[0].FeedToEnd()).Select(post => post.Id));
    }

    [Fact]
    public async Task Who_leaves_a_celebrity_sees_nothing_more_of_them()
    {
        var star = await _product.SignUp("star");
        var fans = await _product.SignUpMany("fan", 4);
        foreach (var fan in fans)
        {
            await fan.Follows(star);
        }
        var post = await star.Posts(Pictures.Sunset());
        await fans[0].SeesInFeed(post);

        await fans[0].Unfollows(star);
        await fans[0].DoesNotSeeInFeed(post);
        var next = await star.Posts(Pictures.Sunset(seed: 1));
        await fans[1].SeesInFeed(next);
        await fans[0].DoesNotSeeInFeed(next);
    }
}
