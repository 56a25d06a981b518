namespace Instagram.Grains.Policies;

/// <summary>Whether an author's posts are pulled by readers instead of pushed to them.</summary>
public static class Celebrity
{
    /// <summary>
    /// Pulled above the threshold; pushed again only below it by the share <paramref name="hysteresis"/>, so that an
    /// author at the threshold does not change sides with every follower.
    /// </summary>
    public static bool IsPulled(bool wasPulled, int followers, int threshold, double hysteresis) =>
        wasPulled ? followers >= threshold * (1 - hysteresis) : followers > threshold;
}
