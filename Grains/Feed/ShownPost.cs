using Instagram.Grains.Copies;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;

namespace Instagram.Grains.Feed;

/// <summary>A post that a viewer may see, with the cards of those in it, and where each was copied from.</summary>
public sealed record ShownPost(PostCard Card, Held<PostCard> Copy, ShownUser Author, ShownUser[] Mentions)
{
    /// <summary>
    /// The card as it is now, if the viewer may still see what is here: neither the post nor an account in it has
    /// changed since, but for the post's counts.
    /// </summary>
    public PostCard? Current()
    {
        if (Copy.Value is not { } card || !ReferenceEquals(card.Json, Card.Json) || !Author.IsCurrent)
        {
            return null;
        }
        foreach (var mentioned in Mentions)
        {
            if (!mentioned.IsCurrent)
            {
                return null;
            }
        }
        return card;
    }
}
