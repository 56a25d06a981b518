using Instagram.Grains.Feed;

namespace Instagram.Tests.Grains;

/// <summary>No post of an author is in a feed after the unfollow has returned, in any order of messages.</summary>
[Collection(GrainGroup.Name)]
public sealed class FeedFenceTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_push_of_an_author_who_is_not_followed_is_dropped()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var feed = Feed(alice);
        await feed.GetPage(FeedOrder.Latest, null, 10);
        await Push(alice, bob, 1);
        Assert.Empty(await Ids(feed));
        await feed.Followed(bob.Number);
        await Push(alice, bob, 1);
        await Push(alice, bob, 1);
        Assert.Equal([Post(bob, 1)], await Ids(feed));
    }

    [Fact]
    public async Task A_push_to_a_feed_that_sleeps_does_not_wake_it()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        await Push(alice, bob, 1);
        Assert.Empty(await Registry(alice).FindAwake([alice.Number]));
        Assert.Empty(await Ids(Feed(alice)));
        Assert.Equal(alice.Number, Assert.Single(await Registry(alice).FindAwake([alice.Number, bob.Number])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task What_is_in_a_feed_is_what_came_through_the_fence(int seed)
    {
        var random = new Random(seed);
        var alice = await _product.SignUp("alice");
        var authors = await _product.SignUpMany("bob", 3);
        var feed = Feed(alice);
        await feed.GetPage(FeedOrder.Latest, null, 1);
        var inside = new Dictionary<Member, HashSet<long>>();
        for (var step = 1; step <= 120; step++)
        {
            var author = authors[random.Next(authors.Length)];
            switch (random.Next(6))
            {
                case 0:
                    await feed.Followed(author.Number);
                    inside.TryAdd(author, []);
                    break;
                case 1:
                    await feed.Unfollowed(author.Number);
                    inside.Remove(author);
                    break;
                default:
                    var number = random.Next(1, 30);
                    await Push(alice, author, number);
                    if (inside.TryGetValue(author, out var posts))
                    {
                        posts.Add(Post(author, number));
                    }
                    break;
            }
            var expected = inside.Values.SelectMany(posts => posts).OrderDescending();
            Assert.Equal(expected, await Ids(feed));
            Assert.Equal(expected.Order(), (await Ids(feed, FeedOrder.Ranked)).Order());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Messages_that_cross_leave_nothing_behind_the_unfollow(int seed)
    {
        var random = new Random(seed);
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var feed = Feed(alice);
        await feed.GetPage(FeedOrder.Latest, null, 1);
        for (var round = 0; round < 20; round++)
        {
            var messages = Enumerable.Range(0, 30).Select(i => random.Next(4) switch
            {
                0 => feed.Followed(bob.Number),
                1 => feed.GetPage(FeedOrder.Ranked, null, 5),
                _ => Push(alice, bob, i + 1, random.Next(2) == 0 ? null : true),
            }).ToList();
            var left = feed.Unfollowed(bob.Number);
            var late = Enumerable.Range(0, 10).Select(i => Push(alice, bob, 100 + i)).ToList();
            await left;
            Assert.Empty(await Ids(feed));
            await Task.WhenAll([.. messages, .. late]);
            Assert.Empty(await Ids(feed));
        }
    }

    private IFeedGrain Feed(Member reader) => _product.Grains.GetGrain<IFeedGrain>(reader.Number);

    private IAwakeFeedsGrain Registry(Member reader) => _product.Grains.GetGrain<IAwakeFeedsGrain>(
        IAwakeFeedsGrain.BucketOf(reader.Number, new FeedOptions().Buckets));

    private async Task Push(Member reader, Member author, int post, bool? isPulled = null) =>
        await Registry(reader).Push(new FeedPush(Post(author, post), author.Number, isPulled));

    /// <summary>Ids of posts that exist nowhere but in these messages, older than their author.</summary>
    private static long Post(Member author, int number) => author.Number - ((long)number << 24);

    private static async Task<IReadOnlyList<long>> Ids(IFeedGrain feed, FeedOrder order = FeedOrder.Latest) =>
        (await feed.GetPage(order, null, 100)).PostIds;
}
