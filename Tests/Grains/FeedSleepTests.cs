using Instagram.Grains.Feed;

namespace Instagram.Tests.Grains;

/// <summary>Feeds fall asleep and registries lose their memory; neither loses a post.</summary>
public sealed class FeedSleepTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(_time);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_feed_that_nobody_reads_falls_asleep_and_wakes_with_everything()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        Assert.Empty((await alice.Feed()).Posts);
        Assert.True(await IsAwake(alice));

        await Eventually.Holds(async () =>
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            return !await IsAwake(alice);
        });

        await alice.Renews();
        await bob.Renews();
        var post = await bob.Posts(Pictures.Sunset());
        Assert.False(await IsAwake(alice));
        await alice.SeesInFeed(post);
        Assert.True(await IsAwake(alice));
    }

    private async Task<bool> IsAwake(Member reader) =>
        (await Registry(reader).FindAwake([reader.Number])).Length > 0;

    private IAwakeFeedsGrain Registry(Member reader) => _product.Grains.GetGrain<IAwakeFeedsGrain>(
        IAwakeFeedsGrain.BucketOf(reader.Number, new FeedOptions().Buckets));
}
