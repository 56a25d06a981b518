using Instagram.Grains.Explore;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;

namespace Instagram.Tests.Grains;

public sealed class ExplorePageTests
{
    [Fact]
    public void A_third_post_of_an_author_is_left_to_a_later_page()
    {
        var page = Compose(5, [(1, 10), (2, 10), (3, 10), (4, 20)]);
        Assert.Equal([1, 2, 4], Shown(page));
        Assert.Empty(page.Hidden);
        Assert.True(page.HasMore);
    }

    [Fact]
    public void A_page_is_filled_up_where_posts_are_gone()
    {
        var page = Compose(2, [(1, 10), (2, 10), (3, 20), (4, 30)], gone: [1, 3]);
        Assert.Equal([2, 4], Shown(page));
        Assert.Equal([1, 3], page.Hidden);
        Assert.False(page.HasMore);
    }

    [Fact]
    public void One_more_than_is_shown_tells_that_there_is_more()
    {
        var page = Compose(2, [(1, 10), (2, 20), (3, 30), (4, 40)]);
        Assert.Equal([1, 2], Shown(page));
        Assert.True(page.HasMore);
        Assert.False(Compose(3, [(1, 10), (2, 20), (3, 30)]).HasMore);
    }

    [Fact]
    public void Who_is_no_stranger_is_hidden()
    {
        var page = Compose(5, [(1, 10), (2, 99), (3, 10)]);
        Assert.Equal([1, 3], Shown(page));
        Assert.Equal([2], page.Hidden);
    }

    /// <summary>Everyone but author 99 is a stranger.</summary>
    private static ExplorePage Compose(int limit, (long Id, long Author)[] candidates, params long[] gone)
    {
        var page = new ExplorePage(limit);
        page.Offer(
            candidates.Select(post => new ExploreCandidate(post.Id, post.Author)),
            candidates.Select(post => post.Author).Where(author => author != 99).ToHashSet());
        while (page.NextToRead() is { Count: > 0 } wanted)
        {
            page.Take(wanted.Except(gone).Select(id => Post(id, candidates.First(post => post.Id == id).Author)));
        }
        return page;
    }

    private static IEnumerable<long> Shown(ExplorePage page) => page.Shown.Select(post => post.Post.Id);

    private static PostForViewer Post(long id, long author) => new(
        new PostView(
            id, author, PostStatus.Published, "", [], [], null, [], 0, 0, DateTimeOffset.UnixEpoch, null),
        new UserCardView(author, "someone", "Someone", null, false, false), [], false, false);
}
