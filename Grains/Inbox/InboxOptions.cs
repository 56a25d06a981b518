using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Inbox;

public sealed class InboxOptions
{
    public const string Section = "Inbox";

    /// <summary>Groups of notices that an inbox holds in memory; older ones are read from the store.</summary>
    [Range(1, 1_000)]
    public int GroupsInMemory { get; set; } = 200;

    /// <summary>Deeds of one group that are looked at, the newest; its count of actors goes no higher.</summary>
    [Range(3, 10_000)]
    public int DeedsPerGroup { get; set; } = 1_000;

    /// <summary>Groups kept for each person, the newest.</summary>
    [Range(1, 100_000)]
    public int KeptGroups { get; set; } = 1_000;

    /// <summary>What last changed longer ago is removed.</summary>
    [Range(1, 3_650)]
    public int KeptDays { get; set; } = 90;

    /// <summary>Notices that come between two purges of an inbox.</summary>
    [Range(1, 10_000)]
    public int PurgeEvery { get; set; } = 50;

    /// <summary>Events that an inbox holds for streams that were interrupted.</summary>
    [Range(1, 10_000)]
    public int RecentEvents { get; set; } = 100;
}
