using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Trending;

public sealed class TrendingOptions
{
    public const string Section = "Trending";

    /// <summary>Only posts as new as this count.</summary>
    [Range(1, 24 * 30)]
    public double WindowHours { get; set; } = 48;

    /// <summary>The newest uses of hashtags that are counted.</summary>
    [Range(100, 1_000_000)]
    public int MaxUses { get; set; } = 50_000;

    /// <summary>How old a silo's count may be; each silo spreads it a little.</summary>
    [Range(0.01, 60)]
    public double CacheSeconds { get; set; } = 1;
}
