using Instagram.Grains.Posts;
using Instagram.Grains.Users;

namespace Instagram.Grains.Feed;

/// <summary>A post that a viewer may see, with the cards of those in it.</summary>
public readonly record struct ShownPost(PostCard Card, UserCardJson Author, UserCardJson[] Mentions)
{
    /// <summary>
    /// False when the viewer may no longer see it like this: the post or an account in it has changed, but for the
    /// post's counts.
    /// </summary>
    public bool IsCurrent
    {
        get
        {
            var isEnded = Card.IsEnded | Author.IsEnded;
            foreach (var mentioned in Mentions)
            {
                isEnded |= mentioned.IsEnded;
            }
            return !isEnded;
        }
    }
}
