namespace Instagram.Grains.Likes;

/// <summary>What became of a like.</summary>
/// <param name="IsThere">Whether there is such a post for who likes.</param>
/// <param name="Wait">Seconds until the account may like again; null when it did.</param>
public readonly record struct LikeOutcome(bool IsThere, int? Wait)
{
    public static readonly LikeOutcome Done = new(true, null);

    public static readonly LikeOutcome NotThere;
}
