using Instagram.Grains.Copies;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;

namespace Instagram.Tests.Grains;

/// <summary>A feed made of what the silo knows is the one that the store would have given, or none.</summary>
public sealed class RecentMergeTests
{
    private const int Known = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void It_is_the_newest_of_all(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var (fence, recent) = (new FeedFence(), new RecentPosts(new Copies<AuthorPosts>(0)));
            var authors = Enumerable.Range(1, random.Next(1, 12)).Select(author => (long)author).ToArray();
            fence.Reset([.. authors, 99]);
            fence.Remove(fence.SlotOf(99));
            var all = new SortedSet<long>();
            foreach (var author in authors)
            {
                var posts = Enumerable.Range(0, random.Next(0, 2 * Known))
                    .Select(_ => (random.NextInt64(1, 10_000) * 100) + author).Distinct().OrderDescending().ToArray();
                all.UnionWith(posts);
                recent.Set(author, new AuthorPosts(
                    [.. posts.Take(Known)], posts.Length > Known ? posts[Known - 1] : 0, false));
            }
            var (needed, capacity) = (random.Next(0, 60), random.Next(60, 200));
            var merged = RecentMerge.Of(fence, recent.Find, needed, capacity);
            if (merged is not { } known)
            {
                Assert.True(all.Count > Known);
                continue;
            }
            Assert.Equal(
                all.Reverse().Take(known.Entries.Count).Select(
                    post => new TimelineEntry(post, fence.SlotOf(post % 100))),
                known.Entries);
            Assert.True(known.Entries.Count >= Math.Min(needed, all.Count));
            Assert.True(known.HasOlder || known.Entries.Count == Math.Min(capacity, all.Count));
        }
    }

    [Fact]
    public void An_author_who_is_not_known_here_is_asked_for_elsewhere()
    {
        var (fence, recent) = (new FeedFence(), new RecentPosts(new Copies<AuthorPosts>(0)));
        fence.Reset([1, 2]);
        recent.Set(1, new AuthorPosts([5], 0, false));
        Assert.Null(RecentMerge.Of(fence, recent.Find, 0, 10));
        recent.Set(2, new AuthorPosts([], 0, false));
        Assert.Equal([new TimelineEntry(5, 0)], RecentMerge.Of(fence, recent.Find, 1, 10)!.Entries);
        recent.Set(2, new AuthorPosts([], 5, false));
        Assert.Null(RecentMerge.Of(fence, recent.Find, 2, 10));
    }
}
