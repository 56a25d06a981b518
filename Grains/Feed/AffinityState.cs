using System.Text.Json;

namespace Instagram.Grains.Feed;

/// <summary>
/// How much a reader cares for each author: points of engagement that halve every 14 days. Bounded to the 500 authors
/// with the most points.
/// </summary>
public sealed class AffinityState
{
    private const int MaxAuthors = 500;
    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(14);

    public Dictionary<long, AffinityPoints> Authors { get; init; } = [];

    /// <summary>As <see cref="ToJson"/> wrote it; without any points for null.</summary>
    public static AffinityState Of(byte[]? json) =>
        json is null ? new AffinityState() : JsonSerializer.Deserialize<AffinityState>(json)!;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>
    /// From 0 to 1: 1 − e^(−points / 10), so that the first likes count most and no author passes all bounds.
    /// </summary>
    public double Of(long authorId, DateTimeOffset now) =>
        Authors.TryGetValue(authorId, out var points) ? 1 - Math.Exp(-Decayed(points, now) / 10) : 0;

    public void Add(long authorId, double points, DateTimeOffset now)
    {
        var before = Authors.TryGetValue(authorId, out var known) ? Decayed(known, now) : 0;
        Authors[authorId] = new AffinityPoints(before + points, now);
        if (Authors.Count > MaxAuthors)
        {
            Authors.Remove(Authors.MinBy(author => Decayed(author.Value, now)).Key);
        }
    }

    private static double Decayed(AffinityPoints points, DateTimeOffset now) =>
        points.Points * Math.Pow(0.5, (now - points.At) / HalfLife);
}
