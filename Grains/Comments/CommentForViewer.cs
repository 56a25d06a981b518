using Instagram.Grains.Users;

namespace Instagram.Grains.Comments;

/// <summary>A comment with its author and the viewer's own mark on it.</summary>
public sealed record CommentForViewer(CommentView Comment, UserCardView Author, bool Liked);

/// <summary>A page of comments; <paramref name="Last"/> continues it.</summary>
public sealed record CommentPage(IReadOnlyList<CommentForViewer> Comments, long Last, bool HasMore);
