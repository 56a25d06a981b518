using Instagram.Grains.Copies;
using Instagram.Grains.Posts;
using Instagram.Storage.Feed;

namespace Instagram.Tests.Grains;

public sealed class RecentPostsTests
{
    private readonly RecentPosts _recent = new(new Copies<AuthorPosts>(1_000_000));

    [Fact]
    public void What_was_read_is_known_down_to_where_the_reading_ended()
    {
        _recent.Read([1, 2]).Keep(new TimelineRows([9, 8, 7], [1, 1, 1], [2]), limit: 3);

        Assert.Equal<long>([9, 8, 7], _recent.FindKnown(1)!.NewestFirst);
        Assert.Equal((7, false), (_recent.FindKnown(1)!.Floor, _recent.FindKnown(1)!.IsPulled));
        Assert.Empty(_recent.FindKnown(2)!.NewestFirst);
        Assert.Equal((7, true), (_recent.FindKnown(2)!.Floor, _recent.FindKnown(2)!.IsPulled));
        Assert.Null(_recent.Find(1));
    }

    [Fact]
    public void All_posts_are_known_of_who_has_fewer_than_were_asked_for()
    {
        _recent.Read([1]).Keep(1, new AuthorRows([9, 8], false), limit: 3);

        Assert.False(_recent.FindKnown(1)!.HasOlder);
    }

    [Fact]
    public void What_the_grain_says_while_the_store_is_read_is_not_overwritten()
    {
        var reading = _recent.Read([1]);
        _recent.Set(1, new AuthorPosts([10, 9], 0, false));
        _recent.Remove(1);

        reading.Keep(1, new AuthorRows([9], false), limit: 3);

        Assert.Null(_recent.FindKnown(1));
    }

    [Fact]
    public void What_was_read_ends_when_the_grain_says_something()
    {
        _recent.Read([1]).Keep(1, new AuthorRows([9], false), limit: 3);
        _recent.Set(1, new AuthorPosts([10, 9], 0, false));
        Assert.Equal<long>([10, 9], _recent.FindKnown(1)!.NewestFirst);

        _recent.Remove(1);
        Assert.Null(_recent.FindKnown(1));
    }

    [Fact]
    public void A_later_reading_replaces_an_earlier_one()
    {
        _recent.Read([1]).Keep(new TimelineRows([9], [1], []), limit: 1);
        _recent.Read([1]).Keep(new TimelineRows([9, 8], [1, 1], []), limit: 2);

        Assert.Equal<long>([9, 8], _recent.FindKnown(1)!.NewestFirst);
    }

    [Fact]
    public void With_several_silos_nothing_is_kept_but_by_the_grain()
    {
        var recent = new RecentPosts(new Copies<AuthorPosts>(0));
        recent.Read([1]).Keep(1, new AuthorRows([9], false), limit: 3);
        Assert.Null(recent.FindKnown(1));
    }
}
