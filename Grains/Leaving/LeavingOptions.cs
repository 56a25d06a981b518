using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Leaving;

public sealed class LeavingOptions
{
    public const string Section = "Leaving";

    /// <summary>
    /// After a closing, how long something that was under way may still write. What is left of the account is looked
    /// for again when this and the lifetime of an upload's address have passed.
    /// </summary>
    [Range(1, 3600)]
    public int SettleSeconds { get; set; } = 60;

    /// <summary>Posts, followers or likes that the purge of one account removes at once.</summary>
    [Range(1, 256)]
    public int PurgeConcurrency { get; set; } = 8;

    /// <summary>Exports under way at once; one more is turned away as busy.</summary>
    [Range(1, 1_000)]
    public int ExportsAtOnce { get; set; } = 4;

    /// <summary>What the reader of an export has to take, once the grace is over; a slower one is cut off.</summary>
    [Range(1, 1_000_000_000)]
    public double ExportBytesPerSecond { get; set; } = 32 * 1024;

    /// <summary>The server looks once a second, so no less than two make sense.</summary>
    [Range(2, 600)]
    public double ExportGraceSeconds { get; set; } = 10;
}
