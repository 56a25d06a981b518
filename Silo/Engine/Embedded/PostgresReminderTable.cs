using Instagram.Embedded;
using Instagram.Storage.Reminders;
using Orleans.Runtime;

namespace Instagram.Silo.Engine;

/// <summary>Reminders in the table <c>reminders</c>.</summary>
internal sealed class PostgresReminderTable(ReminderStore store) : IReminderTable
{
    public async Task<IReadOnlyList<ReminderEntry>> ReadDue(
        DateTimeOffset now, int limit, CancellationToken cancellation) =>
        [.. (await store.DueAt(now, limit, cancellation)).Select(Entry)];

    public async Task<ReminderEntry?> Read(GrainId grainId, string name, CancellationToken cancellation) =>
        await store.Get(Type(grainId), Key(grainId), name, cancellation) is { } row ? Entry(row) : null;

    public async Task<IReadOnlyList<ReminderEntry>> ReadAll(GrainId grainId, CancellationToken cancellation) =>
        [.. (await store.OfGrain(Type(grainId), Key(grainId), cancellation)).Select(Entry)];

    public Task Upsert(ReminderEntry entry, CancellationToken cancellation) => store.Upsert(
        new ReminderRow(Type(entry.GrainId), Key(entry.GrainId), entry.Name, entry.DueAt, entry.Period), cancellation);

    public async Task Advance(
        GrainId grainId, string name, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        if (await store.Get(Type(grainId), Key(grainId), name, cancellation) is { } row && row.DueAt == from)
        {
            await store.Move(row, to, cancellation);
        }
    }

    public async Task Remove(GrainId grainId, string name, CancellationToken cancellation)
    {
        if (await store.Get(Type(grainId), Key(grainId), name, cancellation) is { } row)
        {
            await store.Remove(row, cancellation);
        }
    }

    private static ReminderEntry Entry(ReminderRow row) => new(
        GrainId.Create(row.GrainType, row.GrainKey), row.Name, row.DueAt, row.Period, row.DueAt);

    private static string Type(GrainId grainId) => grainId.Type.ToString()!;

    private static string Key(GrainId grainId) => grainId.Key.ToString()!;
}
