using System.Globalization;
using Instagram.Embedded;
using Instagram.Embedded.Reminders;
using Instagram.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Instagram.Tests.Engine;

public interface IAlarmGrain : IGrainWithIntegerKey, IRemindable
{
    Task Set(string name, TimeSpan due, TimeSpan period);

    Task Cancel(string name);

    Task<bool> Has(string name);
}

public sealed class AlarmGrain(Journal journal) : Grain, IAlarmGrain
{
    private int failuresLeft = 1;

    public Task Set(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Cancel(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var time = status.CurrentTickTime.ToString("HH:mm", CultureInfo.InvariantCulture);
        journal.Add($"{this.GetPrimaryKeyLong()} {reminderName} {time}");
        return reminderName == "broken" && failuresLeft-- > 0
            ? throw new InvalidOperationException("broken")
            : Task.CompletedTask;
    }
}

public sealed class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTime time = new();
    private readonly CountingTable table = new();

    [Fact]
    public async Task A_reminder_fires_when_due_and_then_by_its_period()
    {
        await using var engine = await Start();
        await engine.Grains.GetGrain<IAlarmGrain>(1).Set("wake", Minute * 5, Minute * 10);

        await Advance(Minute * 5, ticks: 1);
        await Advance(Minute * 10, ticks: 2);

        Assert.Equal(["1 wake 12:05", "1 wake 12:15"], engine.Journal.Entries);
    }

    [Fact]
    public async Task Reminders_survive_a_restart_and_missed_ticks_come_once()
    {
        await using (var first = await Start())
        {
            await first.Grains.GetGrain<IAlarmGrain>(1).Set("wake", Minute * 5, Minute * 10);
        }

        time.Advance(Minute * 32);
        await using var second = await Start();
        await table.Advanced(1);

        Assert.Equal(["1 wake 12:32"], second.Journal.Entries);
        await Advance(Minute * 3, ticks: 2);
        Assert.Equal("1 wake 12:35", second.Journal.Entries[^1]);
    }

    [Fact]
    public async Task A_cancelled_reminder_is_silent()
    {
        await using var engine = await Start();
        var grain = engine.Grains.GetGrain<IAlarmGrain>(1);
        await grain.Set("wake", Minute * 5, Minute * 10);
        await grain.Set("other", Minute * 6, Minute * 10);
        Assert.True(await grain.Has("wake"));
        await grain.Cancel("wake");
        Assert.False(await grain.Has("wake"));

        await Advance(Minute * 6, ticks: 1);

        Assert.Equal(["1 other 12:06"], engine.Journal.Entries);
    }

    [Fact]
    public async Task A_failing_reminder_comes_again_after_its_period()
    {
        await using var engine = await Start();
        await engine.Grains.GetGrain<IAlarmGrain>(1).Set("broken", Minute, Minute);

        await Advance(Minute, ticks: 1);
        await Advance(Minute, ticks: 2);

        Assert.Equal(["1 broken 12:01", "1 broken 12:02"], engine.Journal.Entries);
    }

    [Fact]
    public async Task More_reminders_than_a_batch_are_all_fired()
    {
        await using var engine = await Start(batch: 8);
        for (var key = 0; key < 50; key++)
        {
            await engine.Grains.GetGrain<IAlarmGrain>(key).Set("wake", Minute * 5, Minute * 10);
        }

        await Advance(Minute * 5, ticks: 50);

        Assert.Equal(50, engine.Journal.Entries.Distinct().Count());
        Assert.InRange(table.LargestBatch, 1, 8);
    }

    // The collector's clock strikes at other times than the polls: a wait for a poll must not end with it.
    private Task<TestEngine> Start(int batch = 256) => TestEngine.Start(time: time, silo: silo => silo
        .Configure<EmbeddedReminderOptions>(options => options.BatchSize = batch)
        .Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromSeconds(61.7))
        .ConfigureServices(services => services.AddSingleton<IReminderTable>(table)));

    // From poll to poll: a round reads the clock, which must not run on meanwhile.
    private async Task Advance(TimeSpan span, int ticks)
    {
        var poll = new EmbeddedReminderOptions().PollPeriod;
        for (var passed = TimeSpan.Zero; passed < span; passed += poll)
        {
            await time.WaitForTimer(poll).WaitAsync(TimeSpan.FromSeconds(30));
            time.Advance(poll);
        }

        await table.Advanced(ticks);
    }

    /// <summary>A table that tells how many ticks were delivered.</summary>
    private sealed class CountingTable : IReminderTable
    {
        private readonly MemoryReminderTable inner = new();
        private readonly Journal advanced = new();

        public int LargestBatch { get; private set; }

        public Task Advanced(int count) => advanced.WaitForCount(count);

        public async Task<IReadOnlyList<ReminderEntry>> ReadDue(
            DateTimeOffset now, int limit, CancellationToken cancellation)
        {
            var due = await inner.ReadDue(now, limit, cancellation);
            LargestBatch = Math.Max(LargestBatch, due.Count);
            return due;
        }

        public Task<ReminderEntry?> Read(GrainId grainId, string name, CancellationToken cancellation) =>
            inner.Read(grainId, name, cancellation);

        public Task<IReadOnlyList<ReminderEntry>> ReadAll(GrainId grainId, CancellationToken cancellation) =>
            inner.ReadAll(grainId, cancellation);

        public Task Upsert(ReminderEntry entry, CancellationToken cancellation) => inner.Upsert(entry, cancellation);

        public async Task Advance(
            GrainId grainId, string name, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
        {
            await inner.Advance(grainId, name, from, to, cancellation);
            advanced.Add(name);
        }

        public Task Remove(GrainId grainId, string name, CancellationToken cancellation) =>
            inner.Remove(grainId, name, cancellation);
    }
}
