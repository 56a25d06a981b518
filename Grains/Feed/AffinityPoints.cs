namespace Instagram.Grains.Feed;

/// <summary>Points as they were at a time.</summary>
[GenerateSerializer, Alias("feed.AffinityPoints")]
public sealed class AffinityPoints
{
    [Id(0)]
    public double Points { get; set; }

    [Id(1)]
    public DateTimeOffset At { get; set; }
}
