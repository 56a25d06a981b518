using Instagram.Grains.Policies;
using Instagram.Grains.Posts;
using Instagram.Storage.Search;

namespace Instagram.Grains.Search;

/// <summary>
/// Hashtags and places, and the posts that have them. Only what anyone may see makes one known, also to the followers
/// of a private account; what is by an account that blocks or is blocked by the viewer is neither shown nor counted.
/// </summary>
public sealed class TopicSearch(SearchStore index, SearchCompany company, PostReader posts)
{
    /// <summary>How deep a list of hashtags or places goes.</summary>
    public const int Deepest = 1_000;

    private const int RoundsAPage = 8;

    /// <summary>Hashtags that begin with the query: the very one first, then by their posts.</summary>
    public async Task<CountedPage<HashtagHit>> Hashtags(
        long viewerId, string query, int offset, int limit, CancellationToken ct)
    {
        var prefix = query.Trim().TrimStart('#').Trim().ToLowerInvariant();
        var shunned = await company.Shunned(viewerId, ct);
        return await Fill(offset, limit, hit => hit.Posts, (from, count) =>
            index.Hashtags(prefix, shunned, from, count, ct));
    }

    /// <summary>Places with these words in their name, the nearest first; without a spot by their posts.</summary>
    public async Task<CountedPage<PlaceHit>> Places(
        long viewerId, string? query, Spot? near, int offset, int limit, CancellationToken ct)
    {
        var words = SearchWords.Of(query ?? "");
        if (query is not null && words.Length == 0)
        {
            return new CountedPage<PlaceHit>([], offset, false);
        }
        var shunned = await company.Shunned(viewerId, ct);
        return await Fill(offset, limit, hit => hit.Posts, (from, count) =>
            index.Places(words, near, shunned, from, count, ct));
    }

    /// <summary>Null when this viewer may see no post with the hashtag.</summary>
    public async Task<PostPage<long>?> WithHashtag(
        long viewerId, string tag, long before, int limit, CancellationToken ct)
    {
        var lower = tag.ToLowerInvariant();
        return await Read(viewerId, before, limit, (shunned, from, count) =>
            index.PostsWithHashtag(lower, shunned, from, count, ct), ct);
    }

    /// <summary>Null when this viewer may see no post of the place.</summary>
    public Task<PostPage<long>?> AtPlace(
        long viewerId, long placeId, long before, int limit, CancellationToken ct) =>
        Read(viewerId, before, limit, (shunned, from, count) =>
            index.PostsAtPlace(placeId, shunned, from, count, ct), ct);

    private async Task<PostPage<long>?> Read(
        long viewerId, long before, int limit, Func<long[], long, int, Task<IReadOnlyList<long>>> read,
        CancellationToken ct)
    {
        var shunned = await company.Shunned(viewerId, ct);
        var page = await From(before, limit);
        return page.Posts.Count > 0 || (before < long.MaxValue && (await From(long.MaxValue, 1)).Posts.Count > 0)
            ? page
            : null;

        Task<PostPage<long>> From(long start, int count) =>
            posts.Fill<long>(viewerId, count, start, async (from, wanted) =>
            {
                var ids = await read(shunned, from, wanted + 1);
                var taken = ids.Take(wanted).ToList();
                return (taken, taken.Count > 0 ? taken[^1] : from, ids.Count > wanted);
            }, ct);
    }

    /// <summary>What has no post left for this viewer leaves no gap.</summary>
    private static async Task<CountedPage<T>> Fill<T>(
        int offset, int limit, Func<T, int> count, Func<int, int, Task<IReadOnlyList<T>>> read)
    {
        var items = new List<T>(limit);
        var hasMore = offset < Deepest;
        for (var round = 0; round < RoundsAPage && hasMore && items.Count < limit; round++)
        {
            var wanted = limit - items.Count;
            var hits = await read(offset, wanted + 1);
            items.AddRange(hits.Take(wanted).Where(hit => count(hit) > 0));
            offset += Math.Min(hits.Count, wanted);
            hasMore = hits.Count > wanted && offset < Deepest;
        }
        return new CountedPage<T>(items, offset, hasMore);
    }
}
