namespace Instagram.Grains.Stories;

/// <summary>
/// Ends expired stories for good; nobody sees them since they expired. Key: number of the database, from 0. Kept alive
/// by a reminder and by a timer of a few seconds; takes at most 500 stories a round and leaves each to its
/// <see cref="IStoryPurgeGrain"/> by a fact that commits with it. Calls no grain.
/// </summary>
[Alias("stories.IStorySweepGrain")]
public interface IStorySweepGrain : IGrainWithIntegerKey
{
    /// <summary>Starts sweeping from time to time, and at once.</summary>
    [Alias("Watch")]
    Task Watch();

    /// <summary>One round; how many stories it took.</summary>
    [Alias("Sweep")]
    Task<int> Sweep();
}
