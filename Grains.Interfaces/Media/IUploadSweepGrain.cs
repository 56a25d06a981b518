namespace Instagram.Grains.Media;

/// <summary>
/// Removes uploads that were never completed, rows and objects. Key: number of the database, from 0. Kept alive by a
/// reminder and by a timer of a few minutes; takes at most 500 uploads a round. Calls the uploads' own grains.
/// </summary>
[Alias("media.IUploadSweepGrain")]
public interface IUploadSweepGrain : IGrainWithIntegerKey
{
    /// <summary>Starts watching.</summary>
    [Alias("Watch")]
    Task Watch();

    /// <summary>One round now; answers how many uploads it removed.</summary>
    [Alias("Sweep")]
    Task<int> Sweep();
}
