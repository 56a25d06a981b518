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

    /// <summary>
    /// All candidates are ranked anew this long after the last time; in between new posts are ranked into the page
    /// before. Counts that they are ranked by are at most this old, where another silo may change them.
    /// </summary>
    [Range(0, 3600)]
    public double CountsMaxAgeSeconds { get; set; } = 30;

    /// <summary>Posts whose counts a silo remembers, of 24 bytes each.</summary>
    [Range(4_096, 100_000_000)]
    public int CountedPosts { get; set; } = 1 << 20;

    /// <summary>
    /// Shares of the registry of awake feeds: a post is one call to each. The same in all silos, and a few for each.
    /// </summary>
    [Range(1, 65_536)]
    public int Buckets { get; set; } = 16;

    /// <summary>Posts of a silo that are brought to awake feeds at the same time; the others wait their turn.</summary>
    [Range(1, 1_000)]
    public int ConcurrentFanOuts { get; set; } = 4;

    /// <summary>Watched feeds that one fan-out tells at the same time.</summary>
    [Range(1, 1_000)]
    public int FanOutConcurrency { get; set; } = 64;

    /// <summary>An author's number of followers, which decides on push or pull, is at most this old.</summary>
    [Range(0, 3600)]
    public double FollowersMaxAgeSeconds { get; set; } = 60;

    /// <summary>Feeds of a silo that rebuild from the store at the same time; the others wait their turn.</summary>
    [Range(1, 1_000)]
    public int ConcurrentWakes { get; set; } = 16;

    /// <summary>
    /// A first page that nothing has changed is given out again for this long; then it is ranked anew.
    /// </summary>
    [Range(0, 3600)]
    public double FrontSeconds { get; set; } = 30;

    /// <summary>
    /// What a silo may take for encoded posts, and as much again for people. With several silos there are none, since a
    /// grain tells the copies of its own silo only.
    /// </summary>
    [Range(0, 1024 * 1024)]
    public int CopyMegabytes { get; set; } = 128;

    /// <summary>Feeds that wait for their turn; one more is told to come again.</summary>
    [Range(1, 1_000_000)]
    public int WaitingWakes { get; set; } = 10_000;

    /// <summary>A read whose feed could not wake by then is told to come again.</summary>
    [Range(0.1, 300)]
    public double WakeWaitSeconds { get; set; } = 5;

    /// <summary>
    /// Whether feeds and their registry are in one process: then a feed knows of every change without asking for it.
    /// </summary>
    public bool OneSilo { get; set; } = true;
}
