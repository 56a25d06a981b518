using Instagram.Grains.Policies;
using Instagram.Grains.Users;
using Instagram.Storage.Search;

namespace Instagram.Grains.Search;

/// <summary>
/// People by the start of their username or of a word of their names: the very username first, then who is followed,
/// then everyone else by followers. Where nobody is found so, those a typo away.
/// </summary>
public sealed class PeopleSearch(SearchStore index, SearchCompany company, Sight sight)
{
    private const int SimilarWithin = 2_000;
    private const int SimilarCompared = 200;
    private const int SimilarShown = 20;
    private const int LeastLettersForTypos = 3;
    private const int RoundsAPage = 8;

    public static readonly PersonHit Start = new(-1, 0, 0);

    public async Task<PeoplePage> Find(
        long viewerId, string query, PersonHit after, int limit, CancellationToken ct)
    {
        var followed = await company.Followed(viewerId, ct);
        var shunned = await company.Shunned(viewerId, ct);
        var whole = query.Trim().TrimStart('@').ToLowerInvariant();
        var words = SearchWords.Of(whole);
        var people = new List<UserCardView>(limit);
        if (words.Length == 0)
        {
            return new PeoplePage(people, after, false);
        }
        var hasMore = true;
        for (var round = 0; round < RoundsAPage && hasMore && people.Count < limit; round++)
        {
            var wanted = limit - people.Count;
            var hits = await index.People(whole, words, followed, shunned, after, wanted + 1, ct);
            hasMore = hits.Count > wanted;
            after = hits.Count > 0 ? hits[Math.Min(hits.Count, wanted) - 1] : after;
            people.AddRange(await Visible(viewerId, hits.Take(wanted).Select(hit => hit.UserId)));
        }
        return people.Count == 0 && after == Start
            ? new PeoplePage(await Similar(viewerId, whole, followed, shunned, ct), after, false)
            : new PeoplePage(people, after, hasMore);
    }

    private async Task<IReadOnlyList<UserCardView>> Similar(
        long viewerId, string text, long[] followed, long[] shunned, CancellationToken ct)
    {
        if (text.Length < LeastLettersForTypos)
        {
            return [];
        }
        var alike = await index.Similar(
            text, Typos.LeastSimilarity(text), shunned, SimilarWithin, SimilarCompared, ct);
        return await Visible(viewerId, alike
            .Select(name => (Name: name, Slips: Typos.Between(text, name.NameKey)))
            .Where(name => name.Slips < int.MaxValue)
            .OrderBy(name => name.Slips)
            .ThenByDescending(name => followed.Contains(name.Name.UserId))
            .ThenByDescending(name => name.Name.Followers)
            .Take(SimilarShown)
            .Select(name => name.Name.UserId));
    }

    private async Task<IReadOnlyList<UserCardView>> Visible(long viewerId, IEnumerable<long> userIds)
    {
        var cards = await Task.WhenAll(userIds.Select(userId => sight.FindCard(viewerId, userId)));
        return [.. cards.OfType<UserCardView>()];
    }
}
