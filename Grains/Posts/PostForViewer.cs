using Instagram.Grains.Users;

namespace Instagram.Grains.Posts;

/// <summary>A post with the people in it and the viewer's own mark on it; nobody signed in has none.</summary>
public sealed record PostForViewer(
    PostView Post, UserCardView Author, IReadOnlyList<UserCardView> Mentions, bool Liked, bool Saved);
