using System.Text.Json;
using Instagram.Grains;
using Instagram.Grains.Graph;
using Instagram.Storage.Media;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Instagram.Storage.Users;

namespace Instagram.Tests.Scenarios;

/// <summary>What was acknowledged is there after a stop, and what was under way goes on.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(HeldProcessing.Setting);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        await bob.BecomesPrivate();
        var posts = new[] { await bob.Posts(Pictures.Sunset()), await bob.Posts(Pictures.Sunset(seed: 1)) };
        await alice.Likes(posts[0]);
        await alice.SeesInFeed(posts[1]);
        var half = await alice.Feed("?order=latest&limit=1");

        await _product.Restart();

        var rest = await alice.Feed($"?order=latest&limit=1&cursor={half.Cursor}");
        Assert.Equal(posts[0].Id, Assert.Single(rest.Posts).Id);
        Assert.Equal([posts[1].Id, posts[0].Id], (await alice.FeedToEnd()).Select(post => post.Id));
        Assert.True((await alice.Get(posts[0].Path())).As<PostShape>().Viewer.Liked);
        foreach (var post in posts)
        {
            await alice.Sees(post);
            await _product.Nobody.DoesNotSee(post);
        }
        await bob.Renews();
        Assert.Equal(1, (await bob.Me()).FollowerCount);
    }

    [Fact]
    public async Task A_picture_that_was_in_flight_is_finished_and_publishes_its_post()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        await HeldProcessing.Of(_product);
        var mediaId = await bob.Uploads(Pictures.Sunset());
        var post = await bob.Submits(new { mediaIds = new[] { mediaId } });
        Assert.Equal("processing", post.Status);

        await _product.Restart();

        Assert.Equal("ready", (await bob.Settled(mediaId)).Status);
        await bob.Published(post);
        await alice.SeesInFeed(post);
    }

    [Fact]
    public async Task An_upload_that_was_sent_but_not_completed_can_be_completed()
    {
        var bob = await _product.SignUp("bob");
        var ticket = await bob.Announces(Pictures.Sunset());
        (await bob.Sends(ticket, Pictures.Sunset())).Is(200);

        await _product.Restart();

        (await bob.Completes(ticket.MediaId)).Is(202);
        Assert.Equal("ready", (await bob.Settled(ticket.MediaId)).Status);
    }

    [Fact]
    public async Task A_post_waits_for_its_pictures_and_nobody_else_knows_of_it()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        var held = await HeldProcessing.Of(_product);
        var mediaId = await bob.Uploads(Pictures.Sunset());
        var post = await bob.Submits(new { mediaIds = new[] { mediaId } });

        Assert.Equal("processing", post.Status);
        Assert.Contains((await bob.Upload(mediaId)).Status, new[] { "uploaded", "processing" });
        (await alice.Get(post.Path())).NotFound();
        (await alice.Post($"{post.Path()}/like")).NotFound();
        (await bob.Get(post.Media[0].Urls.Small)).NotFound();
        await alice.DoesNotSeeInFeed(post);
        await bob.DoesNotSeeInFeed(post);
        Assert.Empty((await bob.List<PostShape>($"{bob.Path()}/posts")).Items);
        Assert.Equal(0, (await bob.Me()).PostCount);

        held.LetGo();
        var published = await bob.Published(post);
        Assert.Equal(200, published.Media[0].Width);
        await alice.SeesInFeed(published);
        await alice.Sees(published);
        Assert.Equal(1, (await alice.Profile(bob)).PostCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_post_deleted_while_its_picture_is_in_flight_leaves_nothing(bool isPurgedBefore)
    {
        var bob = await _product.SignUp("bob");
        var held = await HeldProcessing.Of(_product);
        var mediaId = await bob.Uploads(Pictures.Sunset());
        var post = await bob.Submits(new { mediaIds = new[] { mediaId } });

        await bob.Deletes(post);
        if (isPurgedBefore)
        {
            await Eventually.Becomes(
                () => _product.Service<MediaStore>().Find(long.Parse(mediaId, null), CancellationToken.None),
                row => row is null);
        }
        held.LetGo();

        (await bob.Get(post.Path())).NotFound();
        await Eventually.Holds(async () => (await bob.Get($"/api/v1/media/uploads/{mediaId}")).Status == 404);
        await OutboxIsEmpty();
    }

    [Fact]
    public async Task A_published_post_that_nobody_was_told_of_is_delivered_by_the_outbox()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        Assert.Empty((await alice.Feed()).Posts);

        var post = await new QuickPosts(_product).Unannounced(bob);

        await Eventually.Holds(async () => (await alice.Feed()).Posts.Any(shown => shown.Id == post));
        Assert.Single(await alice.FeedToEnd());
        await OutboxIsEmpty();
    }

    [Fact]
    public async Task A_fact_that_was_committed_before_a_crash_is_delivered_after_it()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await bob.BecomesPrivate();
        await alice.AsksToFollow(bob);

        await _product.Restart(async () =>
        {
            var users = _product.Service<UserStore>();
            var row = await users.Find(bob.Number, CancellationToken.None);
            var factId = _product.Service<SnowflakeIds>().Next(ShardId.Of(bob.Number));
            var opened = new AccountOpened(factId, bob.Number);
            await users.Update(
                row! with { IsPrivate = false },
                [
                    new OutboxFact(
                        factId, Streams.Opened, bob.Number, JsonSerializer.Serialize(opened), DateTimeOffset.UnixEpoch),
                ],
                CancellationToken.None);
        });

        await Eventually.Holds(async () => (await alice.Profile(bob)).Viewer!.Follows);
        await OutboxIsEmpty();
    }

    private async Task OutboxIsEmpty() => await Eventually.Becomes(
        () => _product.Service<OutboxStore>().Count(CancellationToken.None), left => left == 0);
}
