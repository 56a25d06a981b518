using Instagram.Grains.Posts;
using Instagram.Storage.Media;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

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

    private static long Number(string id) => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
}
