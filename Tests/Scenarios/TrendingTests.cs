namespace Instagram.Tests.Scenarios;

/// <summary>What many people write about now, in public, trends.</summary>
public sealed class TrendingTests : IAsyncLifetime
{
    private readonly ShiftedTime _time = new();
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(_time);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_hashtag_of_three_authors_trends_and_one_of_two_does_not()
    {
        var alice = await _product.SignUp("alice");
        var authors = await _product.SignUpMany("bob", 3);
        await authors[0].PostsAbout("#lonely #lonely");
        await authors[0].PostsAbout("#lonely #pair");
        await authors[1].PostsAbout("#pair");
        var posts = await Task.WhenAll(authors.Select(author => author.PostsAbout("#Trio at the sea")));
        await authors[1].PostsAbout("#trio");

        Assert.Equal(
            [new TrendingShape("trio", 4)],
            await Eventually.Becomes(alice.Trending, tags => tags is [{ Tag: "trio", PostCount: 4 }]));

        await authors[2].Deletes(posts[2]);
        await Eventually.Becomes(alice.Trending, tags => tags.Count == 0);
        await authors[2].PostsAbout("#trio");
        await Eventually.Becomes(alice.Trending, tags => tags.Count == 1);
        await authors[2].BecomesPrivate();
        await Eventually.Becomes(alice.Trending, tags => tags.Count == 0);
    }

    [Fact]
    public async Task Those_on_either_side_of_a_block_count_for_nothing_to_each_other()
    {
        var (alice, zoe) = (await _product.SignUp("alice"), await _product.SignUp("zoe"));
        var authors = await _product.SignUpMany("bob", 4);
        await Task.WhenAll(authors.Select(author => author.PostsAbout("#quartet")));
        await Eventually.Becomes(alice.Trending, tags => tags is [{ PostCount: 4 }]);

        (await alice.Post($"{authors[0].Path()}/block")).Is(204);
        Assert.DoesNotContain(await alice.Trending(), tag => tag.PostCount > 3);
        await Eventually.Becomes(alice.Trending, tags => tags is [{ PostCount: 3 }]);
        (await authors[1].Post($"{alice.Path()}/block")).Is(204);
        Assert.Empty(await alice.Trending());
        await Eventually.Becomes(zoe.Trending, tags => tags is [{ PostCount: 4 }]);
        (await alice.Delete($"{authors[0].Path()}/block")).Is(204);
        await Eventually.Becomes(alice.Trending, tags => tags is [{ PostCount: 3 }]);
    }

    [Fact]
    public async Task New_posts_outweigh_more_of_half_a_day_ago_and_after_two_days_nothing_is_left()
    {
        var alice = await _product.SignUp("alice");
        var authors = await _product.SignUpMany("bob", 4);
        await Task.WhenAll(authors.Select(author => author.PostsAbout("#yesterday")));
        await Eventually.Becomes(alice.Trending, tags => tags is [{ Tag: "yesterday" }]);

        _time.PutForward(TimeSpan.FromHours(12));
        await Task.WhenAll(authors.Append(alice).Select(member => member.Renews()));
        await Task.WhenAll(authors[..3].Select(author => author.PostsAbout("#today")));
        Assert.Equal(
            ["today", "yesterday"],
            (await Eventually.Becomes(alice.Trending, tags => tags.Count == 2)).Select(tag => tag.Tag));
        var first = await alice.List<TrendingShape>("/api/v1/trending/hashtags?limit=1");
        var second = await alice.List<TrendingShape>($"/api/v1/trending/hashtags?limit=1&cursor={first.Cursor}");
        Assert.Equal(("today", "yesterday"), (Assert.Single(first.Items).Tag, Assert.Single(second.Items).Tag));
        Assert.True(first.HasMore && !second.HasMore && second.Cursor is null);

        _time.PutForward(TimeSpan.FromHours(37));
        await alice.Renews();
        Assert.Equal("today", Assert.Single(await Eventually.Becomes(alice.Trending, tags => tags.Count < 2)).Tag);
    }
}
