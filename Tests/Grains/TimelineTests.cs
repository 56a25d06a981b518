using Instagram.Grains.Feed;

namespace Instagram.Tests.Grains;

public sealed class TimelineTests
{
    [Fact]
    public void A_post_is_in_it_once()
    {
        var timeline = Of(10, 5, 3);
        Assert.False(timeline.Insert(5, 1));
        Assert.True(timeline.Insert(4, 1));
        Assert.False(timeline.Insert(4, 1));
        Assert.Equal([5, 4, 3], Ids(timeline));
    }

    [Fact]
    public void What_does_not_fit_falls_off_the_old_end_and_older_posts_are_the_stores()
    {
        var timeline = Of(3, 9, 7);
        Assert.False(timeline.HasOlder);
        Assert.True(timeline.Insert(5, 1));
        Assert.False(timeline.HasOlder);
        Assert.True(timeline.Insert(8, 1));
        Assert.Equal([9, 8, 7], Ids(timeline));
        Assert.True(timeline.HasOlder);
        Assert.False(timeline.Insert(6, 1));
        Assert.Equal(3, timeline.Count);
    }

    [Fact]
    public void After_an_author_is_out_nothing_comes_in_beyond_the_old_end()
    {
        var timeline = Of(3, 9, 8, 7);
        timeline.Insert(10, 2);
        timeline.RemoveAuthor(1);
        Assert.Equal([10], Ids(timeline));
        Assert.True(timeline.HasOlder);
        Assert.False(timeline.Insert(6, 1));
        Assert.True(timeline.Insert(11, 1));
        Assert.Equal([11, 10], Ids(timeline));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(9, 1)]
    [InlineData(8, 1)]
    [InlineData(5, 3)]
    [InlineData(1, 3)]
    public void The_first_older_entry_is_found(long before, int expected) =>
        Assert.Equal(expected, Of(10, 9, 7, 5).IndexBefore(before));

    [Fact]
    public void It_holds_the_newest_of_all_that_ever_came()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var capacity = random.Next(1, 30);
            var timeline = new Timeline(capacity);
            timeline.Reset([], hasOlder: false);
            var all = new SortedSet<long>();
            for (var step = 0; step < 100; step++)
            {
                var id = random.Next(1, 200);
                all.Add(id);
                timeline.Insert(id, 1);
            }
            Assert.Equal(all.Reverse().Take(capacity), Ids(timeline));
            Assert.Equal(all.Count > capacity, timeline.HasOlder);
        }
    }

    [Fact]
    public void An_entry_keeps_its_author_and_its_number_while_others_come_and_go()
    {
        var timeline = new Timeline(50);
        for (var i = 1; i <= 40; i++)
        {
            timeline.Insert(i, i);
        }
        var number = timeline.NumberOf(timeline.IndexOf(30));
        for (var i = 41; i <= 70; i++)
        {
            timeline.Insert(i, i);
            Assert.Equal(new TimelineEntry(30, 30), timeline[timeline.IndexOfNumber(number)]);
        }
        for (var i = 71; i <= 90; i++)
        {
            timeline.Insert(i, i);
        }
        Assert.Equal(-1, timeline.IndexOfNumber(number));
        Assert.Equal(-1, timeline.IndexOf(30));
    }

    private static Timeline Of(int capacity, params long[] ids)
    {
        var timeline = new Timeline(capacity);
        timeline.Reset([.. ids.Select(id => new TimelineEntry(id, 1))], hasOlder: false);
        return timeline;
    }

    private static IEnumerable<long> Ids(Timeline timeline) =>
        Enumerable.Range(0, timeline.Count).Select(at => timeline[at].PostId);
}
