using Instagram.Storage.Explore;

namespace Instagram.Grains.Explore;

/// <summary>
/// Where candidates come from: what is new and liked on the whole instance, what people like who like what the reader
/// likes, and what is about the hashtags and places that the reader engages with. Each is a bounded number of rows.
/// </summary>
public sealed class ExploreSources(IGrainFactory grains, ExploreStore store, EngagementStore engagements)
{
    private const int LikesOfReader = 20;
    private const int LikersEach = 20;
    private const int Likers = 50;
    private const int LikesEach = 20;
    private const int LikedByOthers = 200;
    private const int TasteOf = 30;
    private const int Hashtags = 5;
    private const int Places = 3;
    private const int PostsAbout = 40;

    private const EngagementKinds Tells = EngagementKinds.Liked | EngagementKinds.Commented | EngagementKinds.Saved;

    /// <summary>The newest open posts of the instance, the same for everyone on this silo.</summary>
    public async Task<IReadOnlyList<PoolPost>> Newest() => await grains.GetGrain<IExplorePoolGrain>(0).GetNewest();

    /// <param name="userId">The reader.</param>
    /// <param name="engaged">What the reader has done, newest first.</param>
    public async Task<IReadOnlyList<PoolPost>> ForTaste(long userId, IReadOnlyList<EngagementRow> engaged)
    {
        var similar = LikedBySimilar(userId, engaged);
        return
        [
            .. (await About(engaged)).Concat(await similar)
                .Select(row => new PoolPost(row.PostId, row.AuthorId, row.Likes, row.Comments)),
        ];
    }

    private async Task<IReadOnlyList<CandidateRow>> LikedBySimilar(long userId, IReadOnlyList<EngagementRow> engaged)
    {
        var liked = engaged.Where(row => row.Kinds.HasFlag(EngagementKinds.Liked))
            .Take(LikesOfReader).Select(row => row.PostId).ToList();
        var likers = await engagements.FindLikers(liked, userId, LikersEach, Likers, CancellationToken.None);
        var posts = await engagements.FindLiked(likers, LikesEach, LikedByOthers, CancellationToken.None);
        return posts.Count == 0 ? [] : await store.FindOpen(posts, CancellationToken.None);
    }

    private async Task<IReadOnlyList<CandidateRow>> About(IReadOnlyList<EngagementRow> engaged)
    {
        var telling = engaged.Where(row => (row.Kinds & Tells) != 0).Take(TasteOf).Select(row => row.PostId).ToList();
        if (telling.Count == 0)
        {
            return [];
        }
        var topics = await store.GetTopics(telling, CancellationToken.None);
        var hashtags = MostFrequent(topics.SelectMany(topic => topic.Hashtags), Hashtags);
        var places = MostFrequent(topics.Select(topic => topic.PlaceId).OfType<long>(), Places);
        return hashtags.Count + places.Count == 0
            ? []
            : await store.FindAbout(hashtags, places, PostsAbout, CancellationToken.None);
    }

    private static List<T> MostFrequent<T>(IEnumerable<T> values, int limit) => values
        .GroupBy(value => value).OrderByDescending(group => group.Count())
        .Select(group => group.Key).Take(limit).ToList();
}
