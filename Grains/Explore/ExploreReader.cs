using Instagram.Grains.Posts;
using Instagram.Grains.Users;

namespace Instagram.Grains.Explore;

/// <summary>
/// Pages of what one reader may discover: candidates of the reader's <see cref="IExploreGrain"/>, asked now whether
/// they are there, visible, and by somebody the reader neither follows nor mutes. Filled up where they are not.
/// </summary>
public sealed class ExploreReader(IGrainFactory grains, PostReader posts)
{
    /// <summary>Posts of one author on a page.</summary>
    public const int MostOfAnAuthor = 2;

    public async Task<PostPage<ExplorePosition?>> Read(
        long readerId, ExplorePosition? position, int limit, CancellationToken ct)
    {
        var page = await Compose(readerId, position, seen: false, limit, ct);
        if (page.Posts.Count == 0 && position is null)
        {
            // There is nothing that the reader has not seen: better that again than nothing.
            page = await Compose(readerId, null, seen: true, limit, ct);
        }
        return page;
    }

    private async Task<PostPage<ExplorePosition?>> Compose(
        long readerId, ExplorePosition? position, bool seen, int limit, CancellationToken ct)
    {
        var grain = grains.GetGrain<IExploreGrain>(readerId);
        var page = new ExplorePage(limit);
        for (var skip = 0; !page.IsComplete;)
        {
            var chunk = await grain.GetCandidates(position, seen, skip, (2 * limit) + 10);
            position = chunk.At;
            skip += chunk.Candidates.Length;
            if (chunk.Candidates.IsEmpty)
            {
                break;
            }
            page.Offer(chunk.Candidates, await StrangersAmong(readerId, chunk.Candidates));
            while (page.NextToRead() is { Count: > 0 } wanted)
            {
                var read = await posts.Read(readerId, wanted, ct);
                if (!chunk.IsSeen)
                {
                    // The truth knows of likes and saves that the grain has not heard of, or has forgotten.
                    foreach (var known in read.Where(post => post.Liked || post.Saved))
                    {
                        await grain.Engaged(known.Post.Id, known.Liked ? ExploreAct.Liked : ExploreAct.Saved);
                    }
                    read = [.. read.Where(post => !(post.Liked || post.Saved))];
                }
                page.Take(read);
            }
        }
        var next = await grain.Serve(position!, [.. page.Shown.Select(post => post.Post.Id)], [.. page.Hidden]);
        return new PostPage<ExplorePosition?>(page.Shown, next, page.HasMore);
    }

    /// <summary>Those of the authors whom the reader neither is nor follows, mutes or blocks.</summary>
    private async Task<HashSet<long>> StrangersAmong(long readerId, IReadOnlyList<ExploreCandidate> candidates)
    {
        var reader = grains.GetGrain<IUserGrain>(readerId);
        var ties = await Task.WhenAll(candidates.Select(candidate => candidate.AuthorId).Distinct()
            .Where(author => author != readerId)
            .Select(async author => (author, Ties: await reader.GetTies(author))));
        return [.. ties.Where(tie => tie.Ties is { Follows: false, Mutes: false, Blocks: false })
            .Select(tie => tie.author)];
    }
}
