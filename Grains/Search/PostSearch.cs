using Instagram.Grains.Policies;
using Instagram.Grains.Posts;
using Instagram.Storage.Search;

namespace Instagram.Grains.Search;

/// <summary>
/// Posts by the words of their captions: first those of the people that the viewer follows and the viewer's own, also
/// private ones, then everyone's; each newest first.
/// </summary>
public sealed class PostSearch(SearchStore index, SearchCompany company, PostReader posts)
{
    public static readonly PostPosition Start = new(false, long.MaxValue);

    public async Task<PostPage<PostPosition>> Find(
        long viewerId, string query, PostPosition position, int limit, CancellationToken ct)
    {
        var words = SearchWords.Of(query);
        if (words.Length == 0)
        {
            return new PostPage<PostPosition>([], position, false);
        }
        var shunned = await company.Shunned(viewerId, ct);
        long[] circle = [.. (await company.Followed(viewerId, ct)).Append(viewerId)];
        long[] outside = [.. shunned, .. circle];
        return await posts.Fill<PostPosition>(viewerId, limit, position, async (at, wanted) =>
        {
            var found = at.Others
                ? await index.PostsExcept(words, outside, at.Before, wanted + 1, ct)
                : await index.PostsBy(words, circle, at.Before, wanted + 1, ct);
            var taken = found.Take(wanted).ToList();
            var next = found.Count > wanted || at.Others
                ? at with { Before = taken.Count > 0 ? taken[^1] : at.Before }
                : new PostPosition(true, long.MaxValue);
            return (taken, next, found.Count > wanted || !at.Others);
        }, ct);
    }
}

/// <summary>Where to go on: among everyone else's, or still among those of the viewer's circle.</summary>
public readonly record struct PostPosition(bool Others, long Before);
