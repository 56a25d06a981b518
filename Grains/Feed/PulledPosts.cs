using Instagram.Grains.Copies;
using Instagram.Grains.Posts;

namespace Instagram.Grains.Feed;

/// <summary>A celebrity's newest posts as a feed has taken them in, and where they were copied from.</summary>
public sealed record PulledPosts(RecentPosts Posts, Held<RecentPosts> Copy)
{
    /// <summary>False when the celebrity has posted or removed something since.</summary>
    public bool AreCurrent => ReferenceEquals(Copy.Value, Posts);
}
