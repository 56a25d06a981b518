namespace Instagram.Grains.Policies;

/// <summary>The one rule of who sees whose posts, lists and media.</summary>
public static class Visibility
{
    /// <summary>
    /// A viewer sees an account's things if it is their own, or neither blocks the other, the account is there and not
    /// suspended, and it is public or followed by the viewer.
    /// </summary>
    public static bool MaySeePosts(in Sighting sighting) =>
        MaySeeProfile(sighting) && (sighting.IsSelf || !sighting.IsPrivate || sighting.ViewerFollows);

    /// <summary>A private account's profile is visible, its lists and posts are not.</summary>
    public static bool MaySeeProfile(in Sighting sighting) =>
        sighting.AuthorExists
        && (sighting.IsSelf || (!sighting.IsSuspended && !sighting.AuthorBlocksViewer && !sighting.ViewerBlocksAuthor));

    /// <summary>Who blocks someone still sees that there is someone to unblock.</summary>
    public static bool MaySeeBlocked(in Sighting sighting) =>
        sighting is { AuthorExists: true, IsSuspended: false, AuthorBlocksViewer: false, ViewerBlocksAuthor: true };
}
