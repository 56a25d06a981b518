namespace Instagram.Tests.Privacy;

/// <summary>Who looks at an author, by what was between the two before.</summary>
public enum Onlooker
{
    Anonymous, Stranger, Requested, Follower, ExFollower, Removed, Blocked, Blocking, Muting, Suspended, Deleted,
    Author,
}

/// <summary>What the author did last, after everyone above had come to stand where they stand.</summary>
public enum AuthorState { Public, Private, PrivateSinceAMoment, PublicAgain, Suspended, Deleted }

/// <summary>
/// How much of an author may be shown; each has all of those before. What is the author's alone nobody else sees, and
/// what is the moderators' not even the author.
/// </summary>
public enum Sight { Nothing, Profile, Posts, Own, Moderated }

/// <summary>The rule, told a second time and independently of the product.</summary>
internal static class Standing
{
    public static Sight Of(Onlooker onlooker, AuthorState author) => (onlooker, author) switch
    {
        (Onlooker.Deleted, _) or (_, AuthorState.Deleted) => Sight.Nothing,
        (Onlooker.Author, _) => Sight.Own,
        (_, AuthorState.Suspended) => Sight.Nothing,
        (Onlooker.Blocked or Onlooker.Blocking, _) => Sight.Nothing,
        (Onlooker.Follower or Onlooker.Muting or Onlooker.Suspended, _) => Sight.Posts,
        (_, AuthorState.Public or AuthorState.PublicAgain) => Sight.Posts,
        _ => Sight.Profile,
    };

    /// <summary>Whose account is closed: their token is dead, on every route.</summary>
    public static bool IsGone(Onlooker onlooker, AuthorState author) =>
        onlooker == Onlooker.Deleted || (onlooker == Onlooker.Author && author == AuthorState.Deleted);

    /// <summary>Who may read, but do nothing that reaches others.</summary>
    public static bool IsSuspended(Onlooker onlooker, AuthorState author) =>
        onlooker == Onlooker.Suspended || (onlooker == Onlooker.Author && author == AuthorState.Suspended);
}
