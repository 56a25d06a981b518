namespace Instagram.Grains.Posts;

/// <summary>A page of posts; <paramref name="Next"/> continues it.</summary>
public sealed record PostPage<TPosition>(IReadOnlyList<PostForViewer> Posts, TPosition Next, bool HasMore);
