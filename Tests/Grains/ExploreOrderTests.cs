using Instagram.Grains.Explore;

namespace Instagram.Tests.Grains;

public sealed class ExploreOrderTests
{
    [Fact]
    public void A_page_takes_only_from_the_pages_after_it()
    {
        var order = Order(1, 2, 3, 4, 5);
        var first = order.Serve(0, [1, 3]);
        var second = order.Serve(first, [2]);
        Assert.Equal([4, 5], Left(order, second));
        Assert.Equal([2, 4, 5], Left(order, first));
        Assert.Equal([1, 2, 3, 4, 5], Left(order, 0));
        var other = order.Serve(first, [5]);
        Assert.Equal([2, 4], Left(order, other));
        Assert.Equal([4, 5], Left(order, second));
    }

    [Fact]
    public void Only_pages_that_were_served_are_known()
    {
        var order = Order(1);
        Assert.True(order.Knows(0));
        Assert.False(order.Knows(1));
        Assert.True(order.Knows(order.Serve(0, [1])));
        Assert.False(order.Knows(-1));
        Assert.False(order.Knows(int.MaxValue));
    }

    [Fact]
    public void What_is_not_wanted_now_is_passed_over_but_not_taken()
    {
        var order = Order(1, 2, 3, 4);
        Assert.Equal([3, 4], order.Left(0, id => id != 1, 1, 10).Select(post => post.PostId));
        Assert.Equal([1, 2], Left(order, order.Serve(0, [3, 4])));
    }

    [Fact]
    public void More_is_added_once_and_up_to_a_bound()
    {
        var order = Order(1, 2, 3);
        order.Add(Posts(3, 4, 5, 6));
        Assert.Equal([1, 2, 3, 4, 5], Left(order, 0));
        Assert.True(order.IsWhole);
    }

    [Fact]
    public void An_order_is_whole_when_everything_down_to_the_oldest_is_in()
    {
        var order = Order(9);
        order.ReachedDownTo(5, isLast: false);
        Assert.Equal((5, false), (order.Floor, order.IsWhole));
        order.ReachedDownTo(1, isLast: true);
        Assert.True(order.IsWhole);
    }

    private static ExploreOrder Order(params long[] ids)
    {
        var order = new ExploreOrder(1, isSeen: false, maxCandidates: 5);
        order.Add(Posts(ids));
        return order;
    }

    private static IEnumerable<ExploreCandidate> Posts(params long[] ids) =>
        ids.Select(id => new ExploreCandidate(id, 7));

    private static IEnumerable<long> Left(ExploreOrder order, int page) =>
        order.Left(page, _ => true, 0, 100).Select(post => post.PostId);
}
