using Instagram.Grains.Policies;

namespace Instagram.Tests.Grains;

public sealed class RankingTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 0, 0, false, 100)]
    [InlineData(10, 0, 0, 0, false, 36.787944)]
    [InlineData(0, 9, 0, 0, false, 123.025851)]
    [InlineData(0, 0, 9, 0, false, 134.538776)]
    [InlineData(0, 0, 0, 1, false, 150)]
    [InlineData(0, 0, 0, 0.5, true, 150)]
    [InlineData(10, 9, 9, 0.2, true, 125.223086)]
    [InlineData(-5, 0, 0, 0, false, 100)]
    public void A_score_is_as_the_design_has_it(
        double ageHours, int likes, int comments, double affinity, bool isPreferred, double expected) =>
        Assert.Equal(
            expected,
            Ranking.Score(new(1, 1, Now.AddHours(-ageHours), likes, comments, affinity, isPreferred), Now), 5);

    [Fact]
    public void Of_two_alike_the_newer_comes_first() =>
        Assert.Equal([1, 0], Ranking.Order([Post(1, 1, 0), Post(2, 2, 0)], Now));

    [Fact]
    public void Nothing_ranks_as_nothing() => Assert.Empty(Ranking.Order([], Now));

    [Fact]
    public void One_author_alone_keeps_the_order_of_the_scores() =>
        Assert.Equal(
            Enumerable.Range(0, 50),
            Ranking.Order([.. Enumerable.Range(0, 50).Select(age => Post(1_000 - age, 1, age))], Now));

    [Fact]
    public void A_third_post_in_a_row_gives_way_to_the_best_of_another_author() =>
        Assert.Equal(
            [0, 1, 4, 2, 3],
            Ranking.Order([Post(9, 1, 0), Post(8, 1, 1), Post(7, 1, 2), Post(6, 1, 3), Post(5, 2, 50)], Now));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_candidate_is_ranked_once_and_the_same_way_each_time(int seed)
    {
        var posts = Draw(seed);
        var order = Ranking.Order(posts, Now);
        Assert.Equal(Enumerable.Range(0, posts.Length), order.Order());
        var shuffled = posts.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(
            order.Select(at => posts[at].PostId), Ranking.Order(shuffled, Now).Select(at => shuffled[at].PostId));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Diversity_is_broken_only_when_nothing_that_is_left_would_keep_it(int seed)
    {
        var posts = Draw(seed);
        var authors = Ranking.Order(posts, Now).Select(at => posts[at].AuthorId).ToArray();
        for (var at = 0; at < authors.Length; at++)
        {
            var page = authors[(at / Ranking.PageSize * Ranking.PageSize)..at];
            if (Fits(authors, at, page, authors[at]))
            {
                continue;
            }
            Assert.DoesNotContain(authors[at..], other => Fits(authors, at, page, other));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_better_post_of_the_same_author_never_comes_later(int seed)
    {
        var posts = Draw(seed);
        var order = Ranking.Order(posts, Now);
        foreach (var author in order.GroupBy(at => posts[at].AuthorId))
        {
            var scores = author.Select(at => Ranking.Score(posts[at], Now)).ToList();
            Assert.Equal(scores.OrderDescending(), scores);
        }
    }

    private static bool Fits(long[] authors, int at, long[] page, long author) =>
        page.Count(other => other == author) < Ranking.MaxPerPage
        && !(at >= 2 && authors[at - 1] == author && authors[at - 2] == author);

    private static RankingCandidate Post(long id, long author, double ageHours) =>
        new(id, author, Now.AddHours(-ageHours), 0, 0, 0, false);

    private static RankingCandidate[] Draw(int seed)
    {
        var random = new Random(seed);
        var authors = random.Next(1, 15);
        return [.. Enumerable.Range(1, random.Next(0, 200)).Select(id => new RankingCandidate(
            id, random.Next(authors), Now.AddHours(-random.Next(0, 100)), random.Next(0, 50), random.Next(0, 9),
            random.NextDouble(), random.Next(2) == 0))];
    }
}
