using Instagram.Grains.Policies;

namespace Instagram.Tests.Grains;

public sealed class TrendingScoreTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 0.5)]
    [InlineData(8, 0.25)]
    [InlineData(2, 0.707107)]
    [InlineData(-1, 1)]
    public void A_use_counts_half_as_much_every_four_hours(double hours, double expected) =>
        Assert.Equal(expected, TrendingScore.Weight(TimeSpan.FromHours(hours)), 6);

    [Fact]
    public void A_hashtag_scores_the_sum_of_its_uses_by_whom_one_counts() =>
        Assert.Equal(3.5, TrendingScore.Of(Uses((1, 1), (2, 1), (3, 1.5), (4, 9)), new HashSet<long> { 4 }));

    [Fact]
    public void Two_authors_are_too_few_however_much_they_post() =>
        Assert.Equal(0, TrendingScore.Of(Uses((1, 50), (2, 50), (3, 1)), new HashSet<long> { 3 }));

    private static Dictionary<long, double> Uses(params (long Author, double Weight)[] uses) =>
        uses.ToDictionary(use => use.Author, use => use.Weight);
}
