using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Feed;

public sealed class FeedOptions
{
    public const string Section = "Feed";

    /// <summary>An author with more followers is pulled by readers instead of pushed to them.</summary>
    [Range(0, int.MaxValue)]
    public int CelebrityThreshold { get; set; } = 10_000;

    /// <summary>A pulled author is pushed again only when this share of the threshold below it.</summary>
    [Range(0, 0.9)]
    public double CelebrityHysteresis { get; set; } = 0.1;

    /// <summary>Entries that an awake feed holds; older posts are read from the store.</summary>
    [Range(50, 10_000)]
    public int Capacity { get; set; } = 800;

    /// <summary>The newest entries that a refresh ranks.</summary>
    [Range(20, 10_000)]
    public int RankedCandidates { get; set; } = 500;

    /// <summary>Ranked orders kept for readers who are still paging through one.</summary>
    [Range(1, 100)]
    public int Snapshots { get; set; } = 4;

    /// <summary>Counts that a refresh ranks by are at most this old.</summary>
    [Range(0, 3600)]
    public double CountsMaxAgeSeconds { get; set; } = 10;

    /// <summary>Followers that a fan-out takes at once.</summary>
    [Range(1, 1_000)]
    public int FanOutPage { get; set; } = 1_000;

    /// <summary>Feeds that one fan-out pushes to at the same time.</summary>
    [Range(1, 1_000)]
    public int FanOutConcurrency { get; set; } = 64;

    /// <summary>Feeds of a silo that rebuild from the store at the same time; the others wait their turn.</summary>
    [Range(1, 1_000)]
    public int ConcurrentWakes { get; set; } = 16;

    /// <summary>
    /// A first page that nothing has changed is given out again for this long; then it is ranked anew.
    /// </summary>
    [Range(0, 3600)]
    public double FrontSeconds { get; set; } = 10;

    /// <summary>
    /// What a silo may take for copies of what its grains hold, of each kind: posts, people, celebrities' newest posts.
    /// With several silos it must be 0, since a grain tells the copies of its own silo only.
    /// </summary>
    [Range(0, 1024 * 1024)]
    public int CopyMegabytes { get; set; } = 128;
}
