using Instagram.Grains.Users;

namespace Instagram.Grains.Policies;

/// <summary>
/// Everything that decides whether a viewer sees an author: one side's standing, the other side's ties.
/// </summary>
public readonly record struct Sighting(
    bool IsSelf,
    bool AuthorExists,
    bool IsPrivate,
    bool IsSuspended,
    bool AuthorBlocksViewer,
    bool ViewerBlocksAuthor,
    bool ViewerFollows)
{
    public static Sighting Of(long viewerId, long authorId, in UserStanding author, in Ties viewer) => new(
        viewerId == authorId,
        author.Exists,
        author.IsPrivate,
        author.IsSuspended,
        author.BlocksViewer,
        viewer.Blocks,
        viewer.Follows);
}
