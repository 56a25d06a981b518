using Instagram.Grains.Posts;

namespace Instagram.Tests.Scenarios;

/// <summary>Where there is hardly anything, explore still is never empty.</summary>
public sealed class LittleToExploreTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start();

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Seen_posts_come_back_when_there_is_nothing_else_and_only_then()
    {
        var (alice, bob, cara) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("cara"));
        Assert.Empty((await alice.Explores()).Items);
        var seen = await bob.PostsAbout("the only one");
        await alice.DiscoversOnceIndexed(seen);
        await alice.Opens(seen);
        await alice.Likes(seen);
        Assert.Equal([seen.Id], await alice.Discovers());

        var fresh = await cara.PostsAbout("another");
        await alice.DiscoversOnceIndexed(fresh);
        Assert.Equal([fresh.Id], await alice.Discovers());

        await alice.Follows(cara);
        Assert.Equal([seen.Id], await alice.Discovers());
        await _product.Restart();
        Assert.Equal([seen.Id], await alice.Discovers());
        await bob.BecomesPrivate();
        Assert.Empty(await alice.Discovers());
    }

    [Fact]
    public async Task A_like_that_was_told_to_nobody_but_the_post_still_makes_room_for_others()
    {
        var (alice, bob, cara) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("cara"));
        var liked = await bob.PostsAbout("liked before a crash");
        await alice.DiscoversOnceIndexed(liked);
        Assert.True(await _product.Grains.GetGrain<IPostGrain>(long.Parse(liked.Id, null)).Like(alice.Number));
        Assert.Equal([liked.Id], await alice.Discovers());

        var fresh = await cara.PostsAbout("another");
        await alice.DiscoversOnceIndexed(fresh);
        Assert.Equal([fresh.Id], await alice.Discovers());
    }

    [Fact]
    public async Task A_cursor_goes_on_after_a_restart_without_what_was_listed_first()
    {
        var alice = await _product.SignUp("alice");
        var authors = await _product.SignUpMany("bob", 6);
        var posts = await Task.WhenAll(authors.Select(author => author.PostsAbout("one of six")));
        await (await _product.SignUp("zoe")).DiscoversOnceIndexed(posts);

        var first = await alice.Explores("?limit=3");
        await _product.Restart();
        var second = await alice.Explores($"?limit=3&cursor={first.Cursor}");
        Assert.Equal(
            posts.Select(post => post.Id).Order(), first.Items.Concat(second.Items).Select(post => post.Id).Order());
    }
}
