using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Instagram.Grains.Explore;

/// <summary>
/// What one reader is shown to discover. Key: user id. Owns what the reader has opened, liked, commented on and saved
/// last (2,000 posts), what explore has listed for them last (500), and the last 4 orders that pages go through. An
/// order is a snapshot: pages neither repeat nor skip while posts arrive. Holds nothing about visibility: who shows a
/// candidate checks it. Calls no grain.
/// </summary>
[Alias("explore.IExploreGrain")]
public interface IExploreGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// At most <paramref name="limit"/> candidates from a position on, without the first <paramref name="skip"/>; none
    /// when no more are left. Null starts a new order, and so does an order that is no longer known.
    /// With <paramref name="seen"/> a new order is of posts that the reader has seen.
    /// </summary>
    [Alias("GetCandidates")]
    Task<ExploreChunk> GetCandidates(ExplorePosition? position, bool seen, int skip, int limit);

    /// <summary>
    /// A page after <paramref name="at"/> has shown some candidates and found others gone or hidden: the position that
    /// comes behind both.
    /// </summary>
    [Alias("Serve")]
    Task<ExplorePosition> Serve(ExplorePosition at, ImmutableArray<long> shown, ImmutableArray<long> hidden);

    /// <summary>
    /// The reader did something with a post. Kept within a second; the last second is lost with a process that is
    /// killed, but for likes, which are kept by themselves.
    /// </summary>
    [OneWay]
    [Alias("Engaged")]
    Task Engaged(long postId, ExploreAct act);

    /// <summary>The account is closed: nothing of what it did or was shown is kept.</summary>
    [Alias("Forget")]
    Task Forget();
}
