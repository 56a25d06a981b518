namespace Instagram.Grains.Policies;

/// <summary>A post to rank; <paramref name="Affinity"/> from 0 to 1 is the viewer's to its author.</summary>
public readonly record struct RankingCandidate(
    long PostId,
    long AuthorId,
    DateTimeOffset CreatedAt,
    int Likes,
    int Comments,
    double Affinity,
    bool IsPreferredKind);
