namespace Instagram.Tests.Scenarios;

[Collection(ScenarioGroup.Name)]
public sealed class FeedTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;
    private readonly QuickPosts _quick = new(fixture.Product);

    [Fact]
    public async Task Following_brings_the_authors_earlier_posts_at_once()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var posts = await _quick.Old(bob, 30);
        Assert.Empty((await alice.Feed()).Posts);

        await alice.Follows(bob);

        Assert.Equal(posts, (await alice.Feed("?order=latest&limit=100")).Posts.Select(post => post.Id));
        Assert.Equal(posts.Order(), (await alice.FeedToEnd("ranked", 7)).Select(post => post.Id).Order());
    }

    [Fact]
    public async Task Who_is_left_again_before_the_next_read_shows_nothing_and_the_others_all()
    {
        var alice = await _product.SignUp("alice");
        var authors = await _product.SignUpMany("bob", 4);
        var posts = new List<string>();
        foreach (var author in authors)
        {
            posts.AddRange(await _quick.Old(author, 5));
        }
        Assert.Empty((await alice.Feed()).Posts);

        await alice.Follows(authors);
        await alice.Unfollows(authors[0]);
        await alice.Unfollows(authors[1]);
        await alice.Follows(authors[1]);

        Assert.Equal(
            posts[5..].Order(), (await alice.Feed("?limit=100")).Posts.Select(post => post.Id).Order());
        Assert.Equal(posts[5..].Order(), (await alice.FeedToEnd("latest", 7)).Select(post => post.Id).Order());
    }

    [Fact]
    public async Task Ones_own_posts_are_in_ones_feed()
    {
        var bob = await _product.SignUp("bob");
        Assert.Empty((await bob.Feed()).Posts);
        var post = await bob.Posts(Pictures.Sunset());
        await bob.SeesInFeed(post);
    }

    [Fact]
    public async Task A_deleted_post_is_gone_from_feeds_that_are_awake_and_for_everyone()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        var post = await bob.Posts(Pictures.Sunset());
        await alice.SeesInFeed(post);

        await bob.Deletes(post);

        await alice.DoesNotSeeInFeed(post);
        await alice.DoesNotSee(post);
        await bob.DoesNotSee(post);
    }

    [Theory]
    [InlineData("ranked")]
    [InlineData("latest")]
    public async Task Pages_neither_repeat_nor_skip_while_posts_arrive(string order)
    {
        var alice = await _product.SignUp("alice");
        var authors = await _product.SignUpMany("bob", 3);
        var before = new List<string>();
        foreach (var author in authors)
        {
            before.AddRange(await _quick.Old(author, 12));
        }
        await alice.Follows(authors);

        var seen = new List<string>();
        var arrived = new List<PostShape>();
        var page = await alice.Feed($"?order={order}&limit=7");
        while (true)
        {
            seen.AddRange(page.Posts.Select(post => post.Id));
            if (page.Cursor is null)
            {
                break;
            }
            arrived.Add(await authors[arrived.Count % 3].Posts(Pictures.Sunset(40, 40)));
            page = await alice.Feed($"?order={order}&limit=7&cursor={page.Cursor}");
        }

        Assert.Equal(before.Order(), seen.Order());
        Assert.Equal(5, arrived.Count);
        foreach (var post in arrived)
        {
            await alice.SeesInFeed(post);
        }
    }

    [Fact]
    public async Task An_order_that_is_no_longer_kept_goes_on_where_it_was()
    {
        var alice = await _product.SignUp("alice");
        var authors = await _product.SignUpMany("bob", 3);
        var posts = new List<string>();
        foreach (var (index, author) in authors.Index())
        {
            posts.AddRange(await _quick.Old(author, 15, sinceMinutes: 1 + (90 * index)));
        }
        await alice.Follows(authors);
        var first = await alice.Feed("?limit=10");
        await authors[0].Posts(Pictures.Sunset(40, 40));
        for (var refresh = 0; refresh < 10; refresh++)
        {
            Assert.Equal(10, (await alice.Feed("?limit=10")).Posts.Count);
        }

        var rest = await alice.FeedToEnd("ranked", 10, first);

        Assert.Equal(posts.Order(), first.Posts.Concat(rest).Select(post => post.Id).Order());
    }

    [Fact]
    public async Task A_ranked_page_shows_at_most_two_of_an_author_in_a_row()
    {
        var alice = await _product.SignUp("alice");
        var authors = await _product.SignUpMany("bob", 6);
        foreach (var (index, author) in authors.Index())
        {
            await _quick.Old(author, 3 + (3 * index));
        }
        await alice.Follows(authors);

        var page = (await alice.Feed("?limit=20")).Posts.Select(post => post.Author.Id).ToList();
        Assert.All(Enumerable.Range(2, 18), at => Assert.False(page[at] == page[at - 1] && page[at] == page[at - 2]));
        Assert.All(page.GroupBy(author => author), author => Assert.InRange(author.Count(), 1, 4));
    }

    [Theory]
    [InlineData("ranked")]
    [InlineData("latest")]
    public async Task Pages_are_full_although_posts_were_deleted(string order)
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var posts = await _quick.Old(bob, 40);
        await alice.Follows(bob);
        Assert.Equal(10, (await alice.Feed($"?order={order}&limit=10")).Posts.Count);

        foreach (var gone in posts.Where((_, at) => at % 3 != 0))
        {
            (await bob.Delete($"/api/v1/posts/{gone}")).Is(204);
        }

        var left = await alice.FeedToEnd(order, 5);
        Assert.Equal(posts.Where((_, at) => at % 3 == 0).Order(), left.Select(post => post.Id).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_feed_goes_on_beyond_what_it_keeps_in_memory(bool isAwake)
    {
        var alice = await _product.SignUp("alice");
        var authors = await _product.SignUpMany("bob", 3);
        var posts = (await Task.WhenAll(authors.Select(author => _quick.Old(author, 300)))).SelectMany(some => some);
        if (isAwake)
        {
            Assert.Empty((await alice.Feed()).Posts);
        }
        await alice.Follows(authors);

        var expected = posts.OrderByDescending(id => long.Parse(id, null)).ToList();
        Assert.Equal(expected, (await alice.FeedToEnd("latest")).Select(post => post.Id));
        Assert.Equal(expected.Order(), (await alice.FeedToEnd("ranked")).Select(post => post.Id).Order());
    }

    [Fact]
    public async Task A_post_comes_into_a_hundred_feeds_that_are_awake()
    {
        var bob = await _product.SignUp("bob");
        var followers = await _product.SignUpMany("alice", 100);
        foreach (var some in followers.Chunk(10))
        {
            await Task.WhenAll(some.Select(async alice =>
            {
                await alice.Follows(bob);
                Assert.Empty((await alice.Feed()).Posts);
            }));
        }

        var post = await bob.Posts(Pictures.Sunset());

        foreach (var some in followers.Chunk(10))
        {
            await Task.WhenAll(some.Select(alice => alice.SeesInFeed(post)));
        }
        Assert.All(
            await Task.WhenAll(followers.Take(10).Select(alice => alice.FeedToEnd())),
            feed => Assert.Single(feed));
    }

    [Fact]
    public async Task What_one_likes_rises()
    {
        var alice = await _product.SignUp("alice");
        var (bob, carol) = (await _product.SignUp("bob"), await _product.SignUp("carol"));
        var newer = Assert.Single(await _quick.Old(carol, 1));
        var older = Assert.Single(await _quick.Old(bob, 1, sinceMinutes: 5));
        await alice.Follows(bob, carol);
        Assert.Equal([newer, older], (await alice.Feed()).Posts.Select(post => post.Id));

        (await alice.Post($"/api/v1/posts/{older}/like")).Is(204);

        await Eventually.Holds(async () => (await alice.Feed()).Posts[0].Id == older);
        Assert.Equal([newer, older], (await alice.Feed("?order=latest")).Posts.Select(post => post.Id));
    }
}
