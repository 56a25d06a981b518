using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;

namespace Instagram.Tests.Scenarios;

/// <summary>An instance whose shards are spread over two databases, the directory in a third.</summary>
public sealed class TwoDatabasesTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(
        $"Shards:Map:0-4095={await TestPostgres.NewDatabase()}",
        $"Shards:Map:4096-8191={await TestPostgres.NewDatabase()}");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task People_of_two_databases_follow_like_and_read_each_other()
    {
        Assert.Equal(3, _product.Service<ShardMap>().All.Count);
        var low = await SignUpOn(upper: false);
        var high = await SignUpOn(upper: true);
        await high.BecomesPrivate();
        await low.AsksToFollow(high);
        await high.Approves(low);
        await high.Follows(low);
        Assert.Empty((await low.Feed()).Posts);
        Assert.Empty((await high.Feed()).Posts);

        var posts = new[] { await low.Posts(Pictures.Sunset()), await high.Posts(Pictures.Sunset(seed: 1)) };
        await low.Likes(posts[1]);
        await high.Likes(posts[0]);
        foreach (var reader in new[] { low, high })
        {
            foreach (var post in posts)
            {
                await reader.SeesInFeed(post);
                await reader.Sees(post);
            }
            Assert.Equal([posts[1].Id, posts[0].Id], (await reader.FeedToEnd("latest", 1)).Select(post => post.Id));
        }
        var profile = await low.Profile(high);
        Assert.Equal((1, 1, 1), (profile.PostCount, profile.FollowerCount, profile.FollowingCount));

        await high.RemovesFollower(low);
        await low.DoesNotSee(posts[1]);
        await low.DoesNotSeeInFeed(posts[1]);
        await Eventually.Becomes(
            () => _product.Service<OutboxStore>().Count(CancellationToken.None), left => left == 0);
    }

    [Fact]
    public async Task Stories_of_two_databases_are_in_one_tray()
    {
        var (low, high) = (await SignUpOn(upper: false), await SignUpOn(upper: true));
        var reader = await _product.SignUp("reader");
        await reader.Follows(low, high);
        var (first, second) = (await low.PostsStory(), await high.PostsStory());
        await reader.SeesStory(low, first);
        await reader.SeesStory(high, second);
        await reader.Watches(second);
        Assert.Equal([low.Id, high.Id], (await reader.Tray()).Select(shown => shown.User.Id));
        await reader.Answers(second, "hello");
        Assert.Equal(
            reader.Id, Assert.Single((await high.List<StoryReplyShape>($"{second.Path()}/replies")).Items).User.Id);
        (await high.Delete(second.Path())).Is(204);
        await reader.DoesNotSeeStory(high, second);
        await reader.SeesStory(low, first);
    }

    [Fact]
    public async Task People_of_two_databases_are_told_of_each_other()
    {
        var (low, high) = (await SignUpOn(upper: false), await SignUpOn(upper: true));
        foreach (var (me, other) in new[] { (low, high), (high, low) })
        {
            var post = await me.Posts(Pictures.Sunset());
            await other.Follows(me);
            await other.Likes(post);
            await other.LikesComment(await me.Comments(post, $"hello @{other.Username}"));
            await me.IsTold("follow");
            await me.IsTold("like");
            await me.IsTold("comment_like");
            await other.IsTold("mention");
            await other.Unlikes(post);
            await other.Unfollows(me);
            await me.IsNotTold("like");
            await me.IsNotTold("follow");
        }
        await Eventually.Becomes(
            () => _product.Service<OutboxStore>().Count(CancellationToken.None), left => left == 0);
    }

    [Fact]
    public async Task A_fact_of_either_database_is_delivered_by_the_outbox()
    {
        foreach (var upper in new[] { false, true })
        {
            var author = await SignUpOn(upper);
            var reader = await SignUpOn(!upper);
            await reader.Follows(author);
            Assert.Empty((await reader.Feed()).Posts);
            var post = await new QuickPosts(_product).Unannounced(author);
            await Eventually.Holds(async () => (await reader.Feed()).Posts.Any(shown => shown.Id == post));
        }
    }

    private async Task<Member> SignUpOn(bool upper)
    {
        while (true)
        {
            var member = await _product.SignUp(upper ? "high" : "low");
            if (ShardId.Of(member.Number) >= 4096 == upper)
            {
                return member;
            }
        }
    }
}
