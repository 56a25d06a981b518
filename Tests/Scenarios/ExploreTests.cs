namespace Instagram.Tests.Scenarios;

/// <summary>People find what strangers post, and only what they have not seen and may see.</summary>
public sealed class ExploreTests(ProductFixture fixture) : IClassFixture<ProductFixture>
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task Explore_shows_what_strangers_post_in_public_and_nothing_else()
    {
        var (alice, zoe) = (await _product.SignUp("alice"), await _product.SignUp("zoe"));
        var (bob, cara, dan) =
            (await _product.SignUp("bob"), await _product.SignUp("cara"), await _product.SignUp("dan"));
        var (erin, finn, gwen) =
            (await _product.SignUp("erin"), await _product.SignUp("finn"), await _product.SignUp("gwen"));
        await alice.Follows(cara);
        await dan.BecomesPrivate();
        (await alice.Post($"{erin.Path()}/block")).Is(204);
        (await finn.Post($"{alice.Path()}/block")).Is(204);
        (await alice.Post($"{gwen.Path()}/mute")).Is(204);
        var posts = await Task.WhenAll(
            new[] { alice, bob, cara, dan, erin, finn, gwen }.Select(author => author.PostsAbout("hello")));
        var (hers, bobs, caras, dans, others) = (posts[0], posts[1], posts[2], posts[3], posts[4..]);

        await zoe.DiscoversOnceIndexed([hers, bobs, caras, .. others]);
        Assert.DoesNotContain(dans.Id, await zoe.Discovers());
        var found = await alice.Discovers();
        Assert.Contains(bobs.Id, found);
        Assert.DoesNotContain(posts, post => post != bobs && found.Contains(post.Id));
    }

    [Fact]
    public async Task What_a_reader_has_opened_liked_commented_on_or_saved_makes_room_for_others()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var posts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bob.PostsAbout("one of five")));
        await alice.DiscoversOnceIndexed(posts);

        await alice.Opens(posts[0]);
        await alice.Likes(posts[1]);
        await alice.Comments(posts[2], "nice");
        (await alice.Post($"{posts[3].Path()}/save")).Is(204);

        var found = await alice.Discovers();
        Assert.Contains(posts[4].Id, found);
        Assert.DoesNotContain(posts[..4], post => found.Contains(post.Id));
        Assert.Contains(posts[0].Id, await (await _product.SignUp("cara")).Discovers());
    }

    [Fact]
    public async Task Pages_have_two_by_an_author_at_most_and_neither_repeat_nor_skip_while_posts_arrive()
    {
        var (alice, bob, cara) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("cara"));
        var bobs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bob.PostsAbout("one of five")));
        var caras = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => cara.PostsAbout("one of two")));
        await alice.DiscoversOnceIndexed([.. bobs, .. caras]);

        var first = await alice.Explores("?limit=3");
        await bob.PostsAbout("meanwhile");
        var second = await alice.Explores($"?limit=3&cursor={first.Cursor}");
        var again = await alice.Explores($"?limit=3&cursor={first.Cursor}");
        var pages = await alice.ExploresToEnd(3, second.Cursor);
        pages.InsertRange(0, [first, second]);

        Assert.Equal(second.Items.Select(post => post.Id), again.Items.Select(post => post.Id));
        Assert.All(pages, page => Assert.All(
            page.Items.CountBy(post => post.Author.Id), author => Assert.InRange(author.Value, 1, 2)));
        var shown = pages.SelectMany(page => page.Items).Select(post => post.Id).ToList();
        Assert.Equal(shown.Distinct(), shown);
        Assert.Superset(
            bobs.Concat(caras).Select(post => post.Id).ToHashSet(), shown.ToHashSet());
    }

    [Fact]
    public async Task What_was_listed_before_comes_after_what_was_not()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var posts = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => bob.PostsAbout("one of two")));
        var cara = await _product.SignUp("cara");
        await cara.DiscoversOnceIndexed(posts);

        var listed = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            listed.Add(Assert.Single((await alice.Explores("?limit=1")).Items).Id);
        }
        Assert.Equal(listed.Distinct().Count(), Math.Min(3, (await cara.Discovers()).Count));
    }

    [Fact]
    public async Task What_is_hidden_between_two_pages_is_not_on_the_second()
    {
        var (alice, bob, cara) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("cara"));
        var (gone, hidden) = (await bob.PostsAbout("gone soon"), await cara.PostsAbout("hidden soon"));
        var (dan, dans) = (await _product.SignUp("dan"), new List<PostShape>());
        dans.Add(await dan.PostsAbout("stays"));
        await alice.DiscoversOnceIndexed([gone, hidden, .. dans]);
        var reader = await _product.SignUp("reader");
        var first = await reader.Explores("?limit=1");

        await bob.Deletes(gone);
        await cara.BecomesPrivate();
        var left = (await reader.ExploresToEnd(1, first.Cursor)).SelectMany(page => page.Items)
            .Select(post => post.Id).ToList();
        Assert.DoesNotContain(gone.Id, left);
        Assert.DoesNotContain(hidden.Id, left);
        Assert.Contains(dans[0].Id, left.Concat(first.Items.Select(post => post.Id)));
    }

    [Fact]
    public async Task Who_is_followed_after_a_first_page_is_not_on_the_next()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var posts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bob.PostsAbout("one of three")));
        await alice.DiscoversOnceIndexed(posts);
        var first = await alice.Explores("?limit=1");
        await alice.Follows(bob);
        Assert.DoesNotContain(
            await alice.ExploresToEnd(5, first.Cursor), page => page.Items.Any(post => post.Author.Id == bob.Id));
    }
}
