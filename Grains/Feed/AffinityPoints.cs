namespace Instagram.Grains.Feed;

/// <summary>Points as they were at a time.</summary>
public readonly record struct AffinityPoints(double Points, DateTimeOffset At);
