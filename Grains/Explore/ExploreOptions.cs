using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Explore;

public sealed class ExploreOptions
{
    public const string Section = "Explore";

    /// <summary>The newest open posts of the instance that a silo ranks for everyone.</summary>
    [Range(20, 20_000)]
    public int PoolSize { get; set; } = 3_000;

    /// <summary>How old that pool may be; each silo spreads it a little.</summary>
    [Range(0.01, 60)]
    public double PoolSeconds { get; set; } = 1;

    /// <summary>How often changed counts of posts are brought into the index.</summary>
    [Range(0.01, 3600)]
    public double CountsSeconds { get; set; } = 5;

    /// <summary>The best candidates of a new order; what is not among them follows by time.</summary>
    [Range(20, 10_000)]
    public int RankedCandidates { get; set; } = 1_000;

    /// <summary>Older posts that an order takes in when its candidates run out.</summary>
    [Range(20, 5_000)]
    public int OlderAtOnce { get; set; } = 500;

    /// <summary>The most candidates of one order.</summary>
    [Range(100, 100_000)]
    public int MaxCandidates { get; set; } = 10_000;

    /// <summary>Orders kept for a reader who is still paging through one.</summary>
    [Range(1, 100)]
    public int Snapshots { get; set; } = 4;

    /// <summary>Posts listed by explore that it remembers, to show others first.</summary>
    [Range(0, 5_000)]
    public int Listed { get; set; } = 500;
}
