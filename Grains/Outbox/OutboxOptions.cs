using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Outbox;

public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>
    /// After this long without being marked done a fact is published again; doubled with each attempt.
    /// </summary>
    [Range(0.05, 3600)]
    public double RedeliverAfterSeconds { get; set; } = 5;

    /// <summary>How often the outbox is looked through.</summary>
    [Range(0.05, 3600)]
    public double PollSeconds { get; set; } = 2;

    /// <summary>Facts published again in one round.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 500;
}
