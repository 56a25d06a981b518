using Instagram.Grains.Feed;
using Instagram.Grains.Policies;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Options;

namespace Instagram.Tests.Grains;

public sealed class FeedPagerTests
{
    private const int Limit = 20;

    private static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(7);
    private readonly FeedOptions _options = new();
    private readonly ManualTime _time = new();
    private readonly AffinityState _affinity = new();
    private readonly FeedFence _fence = new();
    private PostCounts _counts = null!;
    private DateTimeOffset _now = Start;
    private long _made;
    private int _authors;

    public FeedPagerTests()
    {
        SetAuthors(12);
        _affinity.Add(3, 9, Start);
        _affinity.Add(8, 4, Start);
    }

    /// <summary>With authors enough that none has to wait for others to come in between.</summary>
    [Fact]
    public async Task New_posts_come_into_the_first_page_as_if_all_were_ranked()
    {
        SetAuthors(400);
        for (var round = 0; round < 200; round++)
        {
            var (timeline, pager) = Make(_random.Next(1, 400));
            await pager.Read(FeedOrder.Ranked, null, Limit, _affinity, _now);
            for (var read = 0; read < 3; read++)
            {
                _now += TimeSpan.FromMilliseconds(_random.Next(300));
                for (var count = _random.Next(6); count > 0; count--)
                {
                    Assert.True(pager.Insert(NewPost(ageSeconds: _random.Next(5)), _random.Next(_authors)));
                }
                var grown = await pager.Read(FeedOrder.Ranked, null, Limit, _affinity, _now);
                var anew = await Pager(timeline).Read(FeedOrder.Ranked, null, Limit, _affinity, _now);
                Assert.Equal([.. anew.PostIds], grown.PostIds.ToArray());
                Assert.Equal(anew.HasMore, grown.HasMore);
            }
        }
    }

    [Fact]
    public async Task Who_goes_on_from_any_first_page_sees_each_post_once_whatever_comes_in_between()
    {
        for (var round = 0; round < 200; round++)
        {
            var (timeline, pager) = Make(_random.Next(1, 700));
            for (var reads = _random.Next(4); reads > 0; reads--)
            {
                await pager.Read(FeedOrder.Ranked, null, Limit, _affinity, _now);
                ComeIn(pager);
            }
            var there = Enumerable.Range(0, timeline.Count).Select(at => timeline[at].PostId).ToHashSet();
            var (seen, opened) = (new List<long>(), 0);
            FeedPosition? position = null;
            do
            {
                var page = await pager.Read(FeedOrder.Ranked, position, _random.Next(1, 50), _affinity, _now);
                seen.AddRange(page.PostIds);
                position = page.HasMore ? page.Next : null;
                ComeIn(pager);
                if (_random.Next(3) == 0 && ++opened < _options.Snapshots)
                {
                    // The feed is opened once more.
                    var opening = await pager.Read(FeedOrder.Ranked, null, Limit, _affinity, _now);
                    Assert.Equal(opening.PostIds.Length, opening.PostIds.Distinct().Count());
                }
            }
            while (position is not null);
            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Empty(there.Except(seen));
        }
    }

    [Fact]
    public async Task Who_goes_on_does_not_see_an_author_who_has_left_and_misses_nobody_else()
    {
        var (timeline, pager) = Make(300);
        var first = await pager.Read(FeedOrder.Ranked, null, Limit, _affinity, _now);
        var others = Enumerable.Range(0, timeline.Count).Where(at => timeline[at].Author != 3)
            .Select(at => timeline[at].PostId).ToHashSet();
        pager.Reshape(() => timeline.RemoveAuthor(3));
        _fence.Remove(3);

        var rest = await pager.Read(FeedOrder.Ranked, first.Next, 500, _affinity, _now);
        Assert.False(rest.HasMore);
        Assert.Equal(others.Except(first.PostIds).Order(), rest.PostIds.Order());
    }

    [Fact]
    public async Task An_author_has_no_more_of_any_page_than_fits()
    {
        var (timeline, pager) = Make(300);
        for (var read = 0; read < 50; read++)
        {
            var first = await pager.Read(FeedOrder.Ranked, null, Limit, _affinity, _now);
            var second = await pager.Read(FeedOrder.Ranked, first.Next, Limit, _affinity, _now);
            var authors = first.PostIds.Concat(second.PostIds)
                .Select(id => timeline[timeline.IndexOf(id)].Author).ToList();
            Assert.All(
                authors.Chunk(Limit).SelectMany(page => page.CountBy(author => author)),
                author => Assert.InRange(author.Value, 1, Ranking.MaxPerPage));
            Assert.DoesNotContain(
                Enumerable.Range(0, authors.Count - Ranking.MaxInARow),
                at => authors[at] == authors[at + 1] && authors[at] == authors[at + 2]);
            ComeIn(pager);
        }
    }

    [Fact]
    public async Task Counts_that_change_behind_the_first_page_are_ranked_by_in_a_while()
    {
        var (timeline, pager) = Make(200);
        var first = await pager.Read(FeedOrder.Ranked, null, Limit, _affinity, _now);
        var behind = Enumerable.Range(0, timeline.Count).Select(at => timeline[at].PostId).First(
            id => !first.PostIds.Contains(id));
        _counts.Tell(behind, 100_000, 100_000);

        _now += TimeSpan.FromSeconds(_options.CountsMaxAgeSeconds);
        var later = await pager.Read(FeedOrder.Ranked, null, Limit, _affinity, _now);
        Assert.Equal(behind, later.PostIds[0]);
    }

    private void SetAuthors(int count)
    {
        _authors = count;
        _fence.Reset([.. Enumerable.Range(1, count)]);
    }

    private void ComeIn(FeedPager pager)
    {
        _now += TimeSpan.FromMilliseconds(_random.Next(10));
        for (var count = _random.Next(4); count > 0; count--)
        {
            pager.Insert(NewPost(ageSeconds: _random.Next(200_000)), _random.Next(_authors));
        }
    }

    private (Timeline Timeline, FeedPager Pager) Make(int posts)
    {
        _counts = new PostCounts(null!, Options.Create(_options), _time);
        _time.Advance(TimeSpan.FromSeconds(1));
        // Nothing falls off: what does is the store's.
        var timeline = new Timeline(2_000);
        timeline.Reset(
            [
                .. Enumerable.Range(0, posts).Select(_ => NewPost(_random.Next(1, 400_000)))
                    .OrderDescending().Select(id => new TimelineEntry(id, _random.Next(_authors))),
            ],
            hasOlder: false);
        return (timeline, Pager(timeline));
    }

    private FeedPager Pager(Timeline timeline) => new(timeline, _fence, null!, _counts, _options);

    private long NewPost(int ageSeconds)
    {
        var id = SnowflakeIds.FirstAt(_now.AddSeconds(-ageSeconds)) + ++_made;
        _counts.Tell(id, _random.Next(20) == 0 ? 1_000_000 : _random.Next(40), _random.Next(5));
        return id;
    }
}
