using Orleans.Runtime;

namespace Instagram.Embedded;

/// <summary>Where reminders outlive the process. Register one as a singleton service.</summary>
public interface IReminderTable
{
    /// <summary>At most <paramref name="limit"/> reminders due at <paramref name="now"/>, the earliest first.</summary>
    Task<IReadOnlyList<ReminderEntry>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancellation);

    Task<ReminderEntry?> Read(GrainId grainId, string name, CancellationToken cancellation);

    Task<IReadOnlyList<ReminderEntry>> ReadAll(GrainId grainId, CancellationToken cancellation);

    /// <summary>Inserts or replaces.</summary>
    Task Upsert(ReminderEntry entry, CancellationToken cancellation);

    /// <summary>
    /// Moves the due time of a delivered tick, but only if it is still <paramref name="from"/>: a reminder that was
    /// set anew or removed meanwhile stays as it is.
    /// </summary>
    Task Advance(GrainId grainId, string name, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);

    Task Remove(GrainId grainId, string name, CancellationToken cancellation);
}

/// <param name="FirstDueAt">The first tick after the reminder was set.</param>
/// <param name="DueAt">The next tick.</param>
public sealed record ReminderEntry(
    GrainId GrainId, string Name, DateTimeOffset FirstDueAt, TimeSpan Period, DateTimeOffset DueAt);
