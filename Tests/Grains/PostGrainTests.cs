using Instagram.Grains.Posts;
using Instagram.Storage.Likes;
using Instagram.Storage.Media;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;
using Orleans;

namespace Instagram.Tests.Grains;

[Collection(GrainGroup.Name)]
public sealed class PostGrainTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_post_that_has_lost_a_medium_shows_the_others_and_can_be_deleted()
    {
        var bob = await _product.SignUp("bob");
        long[] media =
        [
            Number(await bob.UploadsReady(Pictures.Sunset())), Number(await bob.UploadsReady(Pictures.Sunset(seed: 1))),
        ];
        var id = _product.Service<SnowflakeIds>().Next(ShardId.Of(bob.Number));
        await _product.Service<PostStore>().Create(
            new PostRow(
                id, bob.Number, PostRowStatus.Processing, 0, "", [], [], media, ["first", "second"], null, null),
            [], default);
        // As an account's purge may do to a post that was being made while it was closed.
        await _product.Service<MediaStore>().Delete(bob.Number, [media[0]], default);

        var post = _product.Grains.GetGrain<IPostGrain>(id);
        var left = Assert.Single((await post.Get())!.Media);
        Assert.Equal((media[1], "second"), (left.Id, left.AltText));
        Assert.True(await post.Delete());
    }

    [Fact]
    public async Task A_thousand_likes_and_ends_of_one_post_at_once_leave_its_count_equal_to_its_likers()
    {
        var bob = await _product.SignUp("bob");
        var post = _product.Grains.GetGrain<IPostGrain>(Number((await bob.Posts(Pictures.Sunset())).Id));
        var random = new Random(3);
        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i =>
            i % 3 == 0 ? post.Unlike(random.Next(1, 60)) : post.Like(random.Next(1, 60))));

        Assert.All(answers, Assert.True);
        var likers = await _product.Service<LikeStore>().List(post.GetPrimaryKeyLong(), long.MaxValue, 100, default);
        Assert.Equal(likers.Count, (await post.Get())!.LikeCount);
        Assert.NotEmpty(likers);
    }

    [Fact]
    public async Task Likes_at_the_moment_of_a_deletion_are_refused_or_gone_with_the_post()
    {
        var bob = await _product.SignUp("bob");
        var id = Number((await bob.Posts(Pictures.Sunset())).Id);
        var post = _product.Grains.GetGrain<IPostGrain>(id);
        var before = Enumerable.Range(1, 50).Select(user => post.Like(user)).ToArray();
        var deleted = post.Delete();
        var after = Enumerable.Range(51, 50).Select(user => post.Like(user)).ToArray();

        Assert.True(await deleted);
        await Task.WhenAll([.. before, .. after]);
        Assert.False(await _product.Grains.GetGrain<IPostGrain>(id).Like(101));
        await Eventually.Holds(async () =>
            (await _product.Service<LikeStore>().List(id, long.MaxValue, 1, default)).Count == 0);
    }

    private static long Number(string id) => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
}
