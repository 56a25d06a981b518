using System.Globalization;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;

namespace Instagram.Tests.Grains;

/// <summary>What waits in the registry for a feed is taken in when it is read, or read from the store.</summary>
[Collection(GrainGroup.Name)]
public sealed class AwakeFeedsTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_feed_that_the_registry_forgot_wakes_with_what_it_missed()
    {
        var (alice, bob) = await Awake();
        var registration = await Registry(alice).Join(alice.Number, []);
        await Registry(alice).Leave(alice.Number, registration);
        var missed = await Stored(bob, 1);
        await Push(alice, bob, missed[0]);

        // By itself it does not notice: nothing changed but the registry.
        Assert.Empty(await Registry(alice).FindAwake([alice.Number]));
        Assert.Equal(missed, await Ids(alice));
        Assert.Single(await Registry(alice).FindAwake([alice.Number]));
        var next = await Stored(bob, 1, sinceMinutes: 0);
        await Push(alice, bob, next[0]);
        Assert.Equal([.. next, .. missed], await Ids(alice));
    }

    [Fact]
    public async Task A_feed_that_missed_more_than_is_kept_for_it_has_it_from_the_store()
    {
        var (alice, bob) = await Awake();
        var stored = await Stored(bob, AwakeFeed.MaxPending + 20);
        foreach (var post in stored.Reverse())
        {
            await Push(alice, bob, post);
        }

        Assert.Equal(stored, (await Feed(alice).GetPage(FeedOrder.Latest, null, 500)).PostIds);
        // From here on posts are kept again: this one is in no store.
        var last = stored[0] + 1;
        await Push(alice, bob, last);
        IEnumerable<long> expected = [last, .. stored];
        Assert.Equal(expected, (await Feed(alice).GetPage(FeedOrder.Latest, null, 500)).PostIds);
    }

    [Fact]
    public async Task A_feed_wakes_alike_from_memory_and_from_the_store()
    {
        var alice = await _product.SignUp("alice");
        var authors = await _product.SignUpMany("bob", 2);
        var stored = new List<long>();
        foreach (var (at, author) in authors.Index())
        {
            stored.AddRange(await Stored(author, at == 0 ? 190 : 20));
        }
        await alice.Follows(authors);
        foreach (var author in authors.Append(alice))
        {
            await _product.Grains.GetGrain<IAuthorGrain>(author.Number).GetPosts(long.MaxValue, 1);
        }
        var recent = _product.Service<RecentPosts>();
        Assert.All(authors, author => Assert.NotNull(recent.Find(author.Number)));
        // One that only the author's grain has heard of shows where the feed comes from.
        stored.Add(Post(authors[1], -1));
        await _product.Grains.GetGrain<IAuthorGrain>(authors[1].Number).Published(stored[^1]);

        Assert.Equal(stored.OrderDescending(), (await Feed(alice).GetPage(FeedOrder.Latest, null, 500)).PostIds);
    }

    [Fact]
    public async Task What_one_feed_has_read_wakes_another_until_an_author_posts()
    {
        var readers = await _product.SignUpMany("alice", 3);
        var authors = await _product.SignUpMany("bob", 2);
        var stored = new List<long>();
        foreach (var author in authors)
        {
            stored.AddRange(await Stored(author, 20));
        }
        foreach (var reader in readers)
        {
            await reader.Follows(authors);
        }
        var recent = _product.Service<RecentPosts>();
        Assert.All(authors, author => Assert.Null(recent.FindKnown(author.Number)));

        Assert.Equal(stored.OrderDescending(), await Latest(readers[0]));
        Assert.All(authors, author => Assert.Null(recent.Find(author.Number)));
        var known = authors.Select(author => recent.FindKnown(author.Number)).ToList();
        Assert.All(known, Assert.NotNull);
        Assert.Equal(stored.OrderDescending(), await Latest(readers[1]));
        Assert.Equal(known, authors.Select(author => recent.FindKnown(author.Number)));

        stored.Add(Post(authors[1], 1));
        await _product.Grains.GetGrain<IAuthorGrain>(authors[1].Number).Published(stored[^1]);
        Assert.Equal(stored.OrderDescending(), await Latest(readers[2]));

        async Task<IEnumerable<long>> Latest(Member reader) =>
            (await Feed(reader).GetPage(FeedOrder.Latest, null, 500)).PostIds;
    }

    [Fact]
    public async Task A_post_that_was_kept_is_dropped_when_its_author_is_left_before_it_is_taken_in()
    {
        var (alice, bob) = await Awake();
        await Push(alice, bob, Post(bob, 1));
        await Feed(alice).Unfollowed(bob.Number);
        await Push(alice, bob, Post(bob, 2));
        Assert.Empty(await Ids(alice));

        await Feed(alice).Followed(bob.Number);
        Assert.Empty(await Ids(alice));
        await Push(alice, bob, Post(bob, 3));
        Assert.Equal([Post(bob, 3)], await Ids(alice));
    }

    [Fact]
    public async Task A_post_published_as_soon_as_the_follow_is_answered_arrives()
    {
        var (alice, bob) = await Awake();
        var carol = await _product.SignUp("carol");
        for (var i = 1; i <= 20; i++)
        {
            await Feed(alice).Followed(carol.Number);
            await Push(alice, carol, Post(carol, i));
            Assert.Equal([Post(carol, i)], await Ids(alice));
            await Feed(alice).Unfollowed(carol.Number);
            await Push(alice, carol, Post(carol, i));
            Assert.Empty(await Ids(alice));
        }
    }

    [Fact]
    public async Task A_fan_out_that_is_repeated_doubles_nothing_before_and_behind_a_read()
    {
        var (alice, bob) = await Awake();
        foreach (var post in (int[])[2, 1, 2, 3, 1])
        {
            await Push(alice, bob, Post(bob, post));
            await Push(alice, bob, Post(bob, post));
        }
        Assert.Equal([Post(bob, 1), Post(bob, 2), Post(bob, 3)], await Ids(alice));
        await Push(alice, bob, Post(bob, 2));
        Assert.Equal([Post(bob, 1), Post(bob, 2), Post(bob, 3)], await Ids(alice));
    }

    [Fact]
    public async Task Whatever_changes_a_feed_changes_its_cell_before_it_is_answered()
    {
        var (alice, bob) = await Awake();
        var carol = await _product.SignUp("carol");
        var cells = _product.Service<FeedCells>();
        var cell = cells.Find(alice.Number)!;
        foreach (var deed in (Func<Task>[])
            [
                () => Push(alice, bob, Post(bob, 1)),
                () => Feed(alice).Followed(carol.Number),
                () => Feed(alice).Unfollowed(bob.Number),
                () => Feed(alice).Doubt(),
                async () => await Ids(alice),
                () => Feed(alice).Forget(),
            ])
        {
            var before = cell.Version;
            await deed();
            await Eventually.Holds(() => Task.FromResult(cell.Version != before));
        }
    }

    [Fact]
    public async Task Pages_of_an_order_go_on_while_posts_come_in_between_and_an_author_leaves()
    {
        var (alice, bob) = await Awake();
        var carol = await _product.SignUp("carol");
        await Feed(alice).Followed(carol.Number);
        for (var i = 1; i <= 60; i += 2)
        {
            await Push(alice, bob, Post(bob, i));
            await Push(alice, carol, Post(carol, i));
        }
        var first = await Feed(alice).GetPage(FeedOrder.Ranked, null, 10);
        for (var i = 2; i <= 60; i += 2)
        {
            await Push(alice, bob, Post(bob, i));
        }
        var seen = first.PostIds.ToList();
        var page = await Feed(alice).GetPage(FeedOrder.Ranked, first.Next, 10);
        seen.AddRange(page.PostIds);
        await Feed(alice).Unfollowed(carol.Number);
        while (page.HasMore)
        {
            page = await Feed(alice).GetPage(FeedOrder.Ranked, page.Next, 10);
            seen.AddRange(page.PostIds);
            Assert.DoesNotContain(page.PostIds, post => post == Post(carol, 1));
        }
        Assert.Equal(seen.Distinct(), seen);
        Assert.Superset(Enumerable.Range(0, 30).Select(i => Post(bob, 1 + (2 * i))).ToHashSet(), seen.ToHashSet());
        Assert.DoesNotContain(
            seen.Skip(20), post => Enumerable.Range(1, 60).Any(number => Post(carol, number) == post));
    }

    /// <summary>Alice follows bob, who has posted nothing, and her feed is awake.</summary>
    private async Task<(Member Alice, Member Bob)> Awake()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        Assert.Empty(await Ids(alice));
        return (alice, bob);
    }

    /// <summary>Posts that only the store knows, newest first.</summary>
    private async Task<IReadOnlyList<long>> Stored(Member author, int count, int sinceMinutes = 1) =>
        [.. (await new QuickPosts(_product).Old(author, count, sinceMinutes)).Select(
            id => long.Parse(id, CultureInfo.InvariantCulture))];

    private IFeedGrain Feed(Member reader) => _product.Grains.GetGrain<IFeedGrain>(reader.Number);

    private IAwakeFeedsGrain Registry(Member reader) => _product.Grains.GetGrain<IAwakeFeedsGrain>(
        IAwakeFeedsGrain.BucketOf(reader.Number, new FeedOptions().Buckets));

    private async Task Push(Member reader, Member author, long post) =>
        await Registry(reader).Push(new FeedPush(post, author.Number, null));

    /// <summary>Ids of posts that exist nowhere but in these messages, older than their author.</summary>
    private static long Post(Member author, int number) => author.Number - ((long)number << 24);

    private async Task<IReadOnlyList<long>> Ids(Member reader) =>
        (await Feed(reader).GetPage(FeedOrder.Latest, null, 100)).PostIds;
}
