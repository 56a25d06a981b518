namespace Instagram.Grains.Outbox;

/// <summary>
/// Publishes again the facts that no consumer has marked done. Key: number of the database, from 0. Kept alive by a
/// reminder and by a timer of a few seconds; takes at most 500 facts a round. Calls no grain, it publishes on streams.
/// </summary>
[Alias("outbox.IOutboxGrain")]
public interface IOutboxGrain : IGrainWithIntegerKey
{
    /// <summary>Starts watching, and at once publishes what is due.</summary>
    [Alias("Watch")]
    Task Watch();
}
