namespace Instagram.Tests.Privacy;

/// <summary>Who looks at an author, by what was between the two before.</summary>
public enum Onlooker
{
    Anonymous, Stranger, Requested, Follower, ExFollower, Removed, Blocked, Blocking, Muting, Author,
}

/// <summary>What the author did last, after everyone above had come to stand where they stand.</summary>
public enum AuthorState { Public, Private, PrivateSinceAMoment, PublicAgain }

/// <summary>How much of an author may be shown; each has all of those before.</summary>
public enum Sight { Nothing, Profile, Posts }

/// <summary>The rule, told a second time and independently of the product.</summary>
internal static class Standing
{
    public static Sight Of(Onlooker onlooker, AuthorState author) => (onlooker, author) switch
    {
        (Onlooker.Author, _) => Sight.Posts,
        (Onlooker.Blocked or Onlooker.Blocking, _) => Sight.Nothing,
        (Onlooker.Follower or Onlooker.Muting, _) => Sight.Posts,
        (_, AuthorState.Public or AuthorState.PublicAgain) => Sight.Posts,
        _ => Sight.Profile,
    };
}
