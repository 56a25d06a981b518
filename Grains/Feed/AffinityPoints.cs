namespace Instagram.Grains.Feed;

/// <summary>Points as they were at a time.</summary>
[GenerateSerializer, Alias("feed.AffinityPoints")]
public readonly record struct AffinityPoints(
    [property: Id(0)] double Points, [property: Id(1)] DateTimeOffset At);
