using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Instagram.Embedded.Reminders;

/// <summary>Reminders that live as long as the table object: for tests and a first run.</summary>
public sealed class MemoryReminderTable : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), ReminderEntry> entries = new();

    public Task<IReadOnlyList<ReminderEntry>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ReminderEntry>>(
            [.. entries.Values.Where(entry => entry.DueAt <= now).OrderBy(entry => entry.DueAt).Take(limit)]);

    public Task<ReminderEntry?> Read(GrainId grainId, string name, CancellationToken cancellation) =>
        Task.FromResult(entries.GetValueOrDefault((grainId, name)));

    public Task<IReadOnlyList<ReminderEntry>> ReadAll(GrainId grainId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ReminderEntry>>([.. entries.Values.Where(entry => entry.GrainId == grainId)]);

    public Task Upsert(ReminderEntry entry, CancellationToken cancellation)
    {
        entries[(entry.GrainId, entry.Name)] = entry;
        return Task.CompletedTask;
    }

    public Task Advance(
        GrainId grainId, string name, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        if (entries.TryGetValue((grainId, name), out var entry) && entry.DueAt == from)
        {
            entries.TryUpdate((grainId, name), entry with { DueAt = to }, entry);
        }

        return Task.CompletedTask;
    }

    public Task Remove(GrainId grainId, string name, CancellationToken cancellation)
    {
        entries.TryRemove((grainId, name), out _);
        return Task.CompletedTask;
    }
}
