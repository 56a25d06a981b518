using Instagram.Grains.Posts;

namespace Instagram.Grains.Feed;

/// <summary>Pages of a home feed with their posts, filled up again where posts are gone or hidden.</summary>
public sealed class FeedReader(IGrainFactory grains, PostReader posts)
{
    public async Task<PostPage<FeedPosition?>> Read(
        long readerId, FeedOrder order, FeedPosition? position, int limit, CancellationToken ct)
    {
        var feed = grains.GetGrain<IFeedGrain>(readerId);
        return await posts.Fill<FeedPosition?>(readerId, limit, position, async (from, wanted) =>
        {
            var page = await feed.GetPage(order, from, wanted);
            return (page.PostIds, page.Next, page.HasMore);
        }, ct);
    }
}
