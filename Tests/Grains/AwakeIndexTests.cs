using Instagram.Grains.Feed;

namespace Instagram.Tests.Grains;

/// <summary>Which feeds a post of an author concerns, whoever joined, left, followed and unfollowed before.</summary>
public sealed class AwakeIndexTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void It_names_exactly_the_feeds_that_are_awake_and_let_the_author_in(int seed)
    {
        var random = new Random(seed);
        var index = new AwakeIndex();
        var awake = new Dictionary<AwakeFeed, HashSet<long>>();
        for (var step = 0; step < 3_000; step++)
        {
            var feed = awake.Count == 0 ? null : awake.Keys.ElementAt(random.Next(awake.Count));
            var author = random.Next(1, 40);
            switch (random.Next(10))
            {
                case < 3 when feed is not null:
                    index.Add(author, feed, mayBeThere: true);
                    awake[feed].Add(author);
                    break;
                case < 5 when feed is not null:
                    index.Remove(author, feed);
                    awake[feed].Remove(author);
                    break;
                case < 7 when feed is not null:
                    index.FellAsleep(feed);
                    awake.Remove(feed);
                    break;
                default:
                    var joined = new AwakeFeed(step, Guid.NewGuid(), new FeedCell(0), 0);
                    awake[joined] = [.. Enumerable.Range(0, random.Next(12)).Select(_ => (long)random.Next(1, 40))];
                    foreach (var each in awake[joined])
                    {
                        index.Add(each, joined, mayBeThere: false);
                    }
                    break;
            }
            var found = new List<AwakeFeed>();
            foreach (var each in index.Of(author))
            {
                if (each is { IsAsleep: false })
                {
                    found.Add(each);
                }
            }
            Assert.Equal(
                awake.Where(each => each.Value.Contains(author)).Select(each => each.Key.ReaderId).Order(),
                found.Select(each => each.ReaderId).Order());
        }
    }

    [Fact]
    public void A_feed_keeps_so_many_posts_and_says_when_there_were_more()
    {
        var feed = new AwakeFeed(1, Guid.NewGuid(), new FeedCell(0), 0);
        Assert.Same(FeedNews.None, feed.Take());
        for (var round = 0; round < 2; round++)
        {
            var pushes = Enumerable.Range(1, AwakeFeed.MaxPending).Select(id => new FeedPush(id, 2, null)).ToList();
            pushes.ForEach(feed.Add);
            Assert.Equal(pushes, feed.Take().Posts);
            pushes.ForEach(feed.Add);
            feed.Add(pushes[0]);
            feed.Add(pushes[0]);
            Assert.Same(FeedNews.TooMany, feed.Take());
            Assert.Same(FeedNews.None, feed.Take());
        }
    }
}
