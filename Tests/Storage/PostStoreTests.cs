using Instagram.Storage.Media;
using Instagram.Storage.Posts;

namespace Instagram.Tests.Storage;

public sealed class PostStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private long _alice;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _alice = await _world.NewUser(StoreWorld.HighShard);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_post_is_found_as_it_was_created()
    {
        var post = _world.Post(_alice, await _world.NewMedium(_alice), await _world.NewMedium(_alice)) with
        {
            Kind = 1,
            Mentions = [1, 2],
            AltTexts = ["a cat", null],
            Place = new PlaceRow(9, "Kraków", 50.06, 19.94),
        };

        Assert.Equal((PostCreateResult.Created, PostRowStatus.Published), await _world.Create(post));

        var found = (await _world.Posts.Find(post.Id, default))!;
        Assert.Equivalent(post with { Status = PostRowStatus.Published }, found, strict: true);
        Assert.Null(await _world.Posts.Find(post.Id + 1, default));
    }

    [Fact]
    public async Task Publishing_counts_and_tells_once_however_often_it_is_sent()
    {
        var post = _world.Post(_alice, await _world.NewMedium(_alice));

        await _world.Create(post);
        Assert.Equal((PostCreateResult.Created, PostRowStatus.Published), await _world.Create(post));
        Assert.Equal(PostRowStatus.Published, await Publish(post));

        Assert.Equal(1, (await _world.Users.GetCounts(_alice, default)).Posts);
        Assert.Equal(_alice, Assert.Single(await _world.Facts("posts")).Key);
    }

    [Fact]
    public async Task A_post_sent_many_times_at_once_is_one_post()
    {
        var post = _world.Post(_alice, await _world.NewMedium(_alice));

        await StoreWorld.Together(Enumerable.Repeat<Func<Task>>(() => _world.Create(post), 10));

        Assert.Equal([post.Id], await _world.Posts.PublishedBefore(_alice, long.MaxValue, 10, default));
        Assert.Equal(1, (await _world.Users.GetCounts(_alice, default)).Posts);
        Assert.Single(await _world.Facts("posts"));
    }

    [Fact]
    public async Task A_post_waits_for_its_last_medium_and_is_then_published()
    {
        var first = await _world.NewUploadedMedium(_alice);
        var second = await _world.NewUploadedMedium(_alice);
        var post = _world.Post(_alice, first, second);

        Assert.Equal((PostCreateResult.Created, PostRowStatus.Processing), await _world.Create(post));
        Assert.Equal(post.Id, await _world.Settle(first, MediaStatus.Ready));
        Assert.Equal(PostRowStatus.Processing, await Publish(post));
        Assert.Empty(await _world.Posts.PublishedBefore(_alice, long.MaxValue, 10, default));
        Assert.Equal(post.Id, await _world.Settle(second, MediaStatus.Ready));
        Assert.Equal(PostRowStatus.Published, await Publish(post));

        Assert.Single(await _world.Facts("posts"));
    }

    [Fact]
    public async Task A_rejected_medium_fails_the_post_that_waits_and_nothing_is_told()
    {
        var good = await _world.NewMedium(_alice);
        var bad = await _world.NewUploadedMedium(_alice);
        var post = _world.Post(_alice, good, bad);
        await _world.Create(post);

        await _world.Settle(bad, MediaStatus.Rejected);

        Assert.Equal(PostRowStatus.Failed, await Publish(post));
        Assert.Equal(PostRowStatus.Failed, await Publish(post));
        Assert.Empty(await _world.Facts("posts"));
        Assert.Equal(0, (await _world.Users.GetCounts(_alice, default)).Posts);
    }

    [Fact]
    public async Task Whichever_comes_last_the_post_or_its_medium_the_post_is_published()
    {
        for (var round = 0; round < 15; round++)
        {
            var medium = await _world.NewUploadedMedium(_alice);
            var post = _world.Post(_alice, medium);
            long? waiting = null;

            await StoreWorld.Together(
            [
                () => _world.Create(post),
                async () => waiting = await _world.Settle(medium, MediaStatus.Ready),
            ]);
            if (waiting is not null)
            {
                await Publish(post);
            }

            Assert.Equal(PostRowStatus.Published, (await _world.Posts.Find(post.Id, default))!.Status);
        }
    }

    [Fact]
    public async Task Media_settled_at_once_publish_their_post_once()
    {
        var media = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            media.Add(await _world.NewUploadedMedium(_alice));
        }
        var post = _world.Post(_alice, [.. media]);
        await _world.Create(post);

        await StoreWorld.Together(media.Select(medium => (Func<Task>)(async () =>
        {
            await _world.Settle(medium, MediaStatus.Ready);
            await Publish(post);
        })));

        Assert.Equal(PostRowStatus.Published, (await _world.Posts.Find(post.Id, default))!.Status);
        Assert.Single(await _world.Facts("posts"));
        Assert.Equal(1, (await _world.Users.GetCounts(_alice, default)).Posts);
    }

    [Fact]
    public async Task Someone_elses_medium_makes_no_post()
    {
        var bob = await _world.NewUser(StoreWorld.HighShard);
        var post = _world.Post(_alice, await _world.NewMedium(_alice), await _world.NewMedium(bob));

        var (result, _) = await _world.Create(post);

        Assert.Equal(PostCreateResult.MediaMissing, result);
        Assert.Null(await _world.Posts.Find(post.Id, default));
    }

    [Fact]
    public async Task A_medium_is_in_one_post_only_also_when_two_want_it_at_once()
    {
        var medium = await _world.NewMedium(_alice);
        var posts = Enumerable.Range(0, 6).Select(_ => _world.Post(_alice, medium)).ToList();

        var results = await Task.WhenAll(posts.Select(post => Task.Run(() => _world.Create(post))));

        Assert.Single(results, (PostCreateResult.Created, PostRowStatus.Published));
        Assert.Equal(5, results.Count(each => each is (PostCreateResult.MediaUnusable, _)));
        Assert.Single(await _world.Posts.PublishedBefore(_alice, long.MaxValue, 10, default));
    }

    [Fact]
    public async Task A_rejected_medium_makes_no_post_and_binds_no_other()
    {
        var good = await _world.NewMedium(_alice);
        var post = _world.Post(_alice, good, await _world.NewMedium(_alice, MediaStatus.Rejected));

        var (result, _) = await _world.Create(post);

        Assert.Equal(PostCreateResult.MediaUnusable, result);
        Assert.Null((await _world.Media.Find(good, default))!.PostId);
    }

    [Fact]
    public async Task Deleting_counts_once_and_tells_once()
    {
        var post = await _world.NewPublishedPost(_alice);
        await _world.NewPublishedPost(_alice);

        var deleted = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            () => _world.Posts.Delete(post, [_world.Fact(_alice, "purge")], default))));

        Assert.Single(deleted, true);
        Assert.Null(await _world.Posts.Find(post, default));
        Assert.Equal(1, (await _world.Users.GetCounts(_alice, default)).Posts);
        Assert.Single(await _world.Facts("purge"));
    }

    [Fact]
    public async Task Deleting_a_post_that_was_never_published_counts_nothing()
    {
        var post = _world.Post(_alice, await _world.NewUploadedMedium(_alice));
        await _world.Create(post);

        Assert.True(await _world.Posts.Delete(post.Id, [_world.Fact(_alice, "purge")], default));

        Assert.Equal(0, (await _world.Users.GetCounts(_alice, default)).Posts);
        Assert.Null(await Publish(post));
    }

    [Fact]
    public async Task Published_posts_are_paged_newest_first_without_a_gap()
    {
        var posts = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            posts.Add(await _world.NewPublishedPost(_alice));
        }
        await _world.Create(_world.Post(_alice, await _world.NewUploadedMedium(_alice)));

        var first = await _world.Posts.PublishedBefore(_alice, long.MaxValue, 3, default);
        var second = await _world.Posts.PublishedBefore(_alice, first[^1], 3, default);

        Assert.Equal(Enumerable.Reverse(posts), first.Concat(second));
    }

    private Task<PostRowStatus?> Publish(PostRow post) =>
        _world.Posts.PublishWhenReady(post.Id, [_world.Fact(_alice)], default);
}
