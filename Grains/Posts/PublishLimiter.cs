using Instagram.Grains.Feed;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Posts;

/// <summary>
/// A burst of posts must not keep readers waiting for the processor: each post is as much work as a hundred reads.
/// </summary>
public sealed class PublishLimiter(IOptions<FeedOptions> options, TimeProvider time) : Turns(
    options.Value.ConcurrentPosts, options.Value.WaitingPosts, TimeSpan.FromSeconds(options.Value.PostWaitSeconds),
    "Too many posts are being made.", time);
