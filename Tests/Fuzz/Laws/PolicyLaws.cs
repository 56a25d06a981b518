using FsCheck;
using FsCheck.Fluent;
using Instagram.Grains.Feed;
using Instagram.Grains.Policies;

namespace Instagram.Tests.Fuzz.Laws;

[Collection(LawGroup.Name)]
public sealed class PolicyLaws(LawBook book)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<bool> Either = Gen.Elements(true, false);

    private static readonly Gen<Sighting> Sightings =
        from of in Gen.ArrayOf(Either, 7)
        select new Sighting(of[0], of[1], of[2], of[3], of[4], of[5], of[6]);

    private static readonly Gen<RankingCandidate[]> Candidates =
        from count in Gen.Choose(0, 120)
        from authors in Gen.Choose(1, 12)
        from made in Gen.ArrayOf(
            from author in Gen.Choose(1, authors)
            from age in Gen.Choose(-60, 100_000)
            from likes in Gen.Elements(0, 1, 7, 100_000, int.MaxValue)
            from affinity in Gen.Choose(0, 100)
            from preferred in Either
            select (author, age, likes, affinity, preferred), count)
        select made.Select((each, at) => new RankingCandidate(
            at + 1, each.author, Now.AddMinutes(-each.age), each.likes, each.likes, each.affinity / 100.0,
            each.preferred)).ToArray();

    [Fact]
    public void A_block_or_a_suspension_hides_whatever_else_there_is() => book.Holds(Sightings, seen =>
    {
        var hidden = !seen.AuthorExists
            || (!seen.IsSelf && (seen.AuthorBlocksViewer || seen.ViewerBlocksAuthor || seen.IsSuspended));
        Assert.True(!hidden || (!Visibility.MaySeePosts(seen) && !Visibility.MaySeeProfile(seen)));
        Assert.True(Visibility.MaySeeProfile(seen) || !Visibility.MaySeePosts(seen), "posts without their author");
        Assert.True(
            seen.IsSelf || !Visibility.MaySeeBlocked(seen) || !Visibility.MaySeeProfile(seen),
            "a card is in place of a profile");
    });

    [Fact]
    public void What_draws_nearer_never_hides_and_what_parts_never_shows() => book.Holds(Sightings, seen =>
    {
        Sighting[] nearer =
            [seen with { ViewerFollows = true }, seen with { IsPrivate = false }, seen with { IsSelf = true }];
        Sighting[] further =
        [
            seen with { IsPrivate = true }, seen with { IsSuspended = true }, seen with { AuthorBlocksViewer = true },
            seen with { ViewerBlocksAuthor = true }, seen with { ViewerFollows = false },
            seen with { AuthorExists = false },
        ];
        Assert.All(nearer, other => Assert.True(Visibility.MaySeePosts(other) || !Visibility.MaySeePosts(seen)));
        Assert.All(further, other => Assert.True(!Visibility.MaySeePosts(other) || Visibility.MaySeePosts(seen)));
    });

    [Fact]
    public void A_ranking_has_everything_once_and_spreads_authors_while_it_can() => book.Holds(Candidates, all =>
    {
        var order = Ranking.Order(all, Now);
        Assert.Equal(Enumerable.Range(0, all.Length), order.Order());
        Assert.Equal(order, Ranking.Order(all, Now));
        for (var place = 0; place < order.Length; place++)
        {
            var (author, page) = (all[order[place]].AuthorId, order[(place / 20 * 20)..place]);
            var breaks = page.Count(other => all[other].AuthorId == author) >= Ranking.MaxPerPage
                || (place >= 2 && all[order[place - 1]].AuthorId == author && all[order[place - 2]].AuthorId == author);
            var others = order[(place + 1)..].Where(other => all[other].AuthorId != author
                && page.Count(shown => all[shown].AuthorId == all[other].AuthorId) < Ranking.MaxPerPage);
            Assert.True(!breaks || !others.Any(other => place < 2
                || all[order[place - 1]].AuthorId != all[other].AuthorId
                || all[order[place - 2]].AuthorId != all[other].AuthorId));
        }
    }, 300);

    /// <summary>Against a plain list of everything that ever came.</summary>
    [Fact]
    public void A_timeline_is_the_newest_of_a_plain_list() => book.Holds(
        from capacity in Gen.Choose(1, 20)
        from steps in Gen.Choose(0, 80).SelectMany(count => Gen.ArrayOf(
            from act in Gen.Choose(0, 12) from post in Gen.Choose(1, 60) select (act, post), count))
        select (capacity, steps),
        each =>
        {
            var timeline = new Timeline(each.capacity);
            var all = new SortedSet<int>();
            foreach (var (act, post) in each.steps)
            {
                if (act == 0)
                {
                    all.RemoveWhere(other => AuthorOf(other) == AuthorOf(post));
                    timeline.RemoveAuthor(AuthorOf(post));
                }
                else if (act == 1)
                {
                    timeline.Reset(
                        [.. all.Reverse().Select(other => new TimelineEntry(other, AuthorOf(other)))], hasOlder: false);
                }
                else
                {
                    all.Add(post);
                    timeline.Insert(post, AuthorOf(post));
                }
                IsNewestOf(all, timeline, each.capacity);
            }
        });

    private static int AuthorOf(int post) => post % 5;

    /// <summary>What it holds has no gaps; below, where something may be missing, it says so.</summary>
    private static void IsNewestOf(SortedSet<int> all, Timeline timeline, int capacity)
    {
        var held = Enumerable.Range(0, timeline.Count).Select(at => (int)timeline[at].PostId).ToList();
        Assert.InRange(held.Count, 0, capacity);
        Assert.Equal(all.Reverse().Take(held.Count), held);
        Assert.True(timeline.HasOlder || held.Count == all.Count);
        Assert.Equal(held.Count(post => post >= 30), timeline.IndexBefore(30));
    }
}
