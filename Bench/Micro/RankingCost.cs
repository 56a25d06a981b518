using BenchmarkDotNet.Attributes;
using Instagram.Grains.Policies;

namespace Instagram.Bench.Micro;

/// <summary>Ordering what a feed ranks at a refresh.</summary>
public class RankingCost
{
    private const int Candidates = 500;
    private const int Authors = 120;
    private const int Seed = 1;

    private readonly DateTimeOffset _now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private RankingCandidate[] _candidates = [];

    [GlobalSetup]
    public void Draw()
    {
        var random = new Random(Seed);
        _candidates =
        [
            .. Enumerable.Range(0, Candidates).Select(at => new RankingCandidate(
                at + 1, random.Next(Authors), _now.AddMinutes(-random.Next(6_000)), random.Next(200), random.Next(20),
                random.NextDouble(), random.NextDouble() < 0.3)),
        ];
    }

    [Benchmark(Description = "500 candidates ranked and spread")]
    public int[] Order() => Ranking.Order(_candidates, _now);
}
