using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Stories;

public sealed class StoryOptions
{
    public const string Section = "Stories";

    /// <summary>Live stories that one author may have.</summary>
    [Range(1, 1_000)]
    public int MaxLive { get; set; } = 100;

    /// <summary>Authors that a tray shows.</summary>
    [Range(1, 1_000)]
    public int TraySize { get; set; } = 200;

    /// <summary>Authors looked through for a tray; those the viewer may not see are left out of it.</summary>
    [Range(1, 10_000)]
    public int TrayCandidates { get; set; } = 500;

    /// <summary>How often expired stories are swept.</summary>
    [Range(0.05, 3600)]
    public double SweepSeconds { get; set; } = 10;

    /// <summary>Expired stories of one database that one round sweeps.</summary>
    [Range(1, 10_000)]
    public int SweepBatch { get; set; } = 500;
}
