using Microsoft.Extensions.Options;

namespace Instagram.Grains.Posts;

/// <summary>
/// A burst of posts must not keep readers waiting for the processor: each post is as much work as a hundred reads.
/// </summary>
public sealed class PublishLimiter(IOptions<PublishOptions> options, TimeProvider time) : TurnLimiter(
    options.Value.AtOnce, options.Value.MaxWaiting, TimeSpan.FromSeconds(options.Value.WaitSeconds),
    "Too many posts are being made.", time);
