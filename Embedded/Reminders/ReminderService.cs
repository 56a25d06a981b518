using Instagram.Embedded.Calls;
using Orleans;
using Orleans.Runtime;

namespace Instagram.Embedded.Reminders;

/// <summary>
/// Fires reminders from the table when they are due. A tick moves the due time only after it was delivered, so a
/// crash repeats a tick rather than losing it; ticks missed while nothing ran come once, not one for each period.
/// </summary>
internal sealed class ReminderService(Engine engine, IReminderTable? table, EmbeddedReminderOptions options)
    : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(1);

    private static readonly CallMethod Receive =
        new(nameof(IRemindable), nameof(IRemindable.ReceiveReminder), CallTraits.None, 0);

    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private ITimer? timer;
    private DateTimeOffset wakeAt = DateTimeOffset.MaxValue;
    private bool firing;
    private bool again;

    private IReminderTable Table => table ?? throw new InvalidOperationException(
        "No reminder table is registered: call UseInMemoryReminderService or register an IReminderTable.");

    internal void Start()
    {
        if (table is not null)
        {
            timer = engine.Time.CreateTimer(
                static self => ((ReminderService)self!).Wake(), this, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>No new round begins; ticks on their way end with the engine's turns.</summary>
    internal void Stop()
    {
        stopping.Cancel();
        timer?.Dispose();
    }

    /// <summary>A host that is disposed without having been stopped ends the rounds all the same.</summary>
    public void Dispose()
    {
        Stop();
        stopping.Dispose();
    }

    internal async Task<IGrainReminder> Register(Grain grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, options.MinimumPeriod);
        if (grain is not IRemindable)
        {
            throw new InvalidOperationException($"{grain.GetType()} sets a reminder and must be an IRemindable.");
        }

        var due = engine.Time.GetUtcNow() + dueTime;
        await Table.Upsert(new ReminderEntry(grain.Activation.Id, name, due, period, due), stopping.Token);
        WakeBy(due);
        return new Reminder(name);
    }

    internal Task Unregister(GrainId grain, string name) => Table.Remove(grain, name, stopping.Token);

    internal async Task<IGrainReminder?> Get(GrainId grain, string name) =>
        await Table.Read(grain, name, stopping.Token) is null ? null : new Reminder(name);

    internal async Task<List<IGrainReminder>> GetAll(GrainId grain) =>
        [.. (await Table.ReadAll(grain, stopping.Token)).Select(entry => new Reminder(entry.Name))];

    private void WakeBy(DateTimeOffset due)
    {
        lock (gate)
        {
            if (due < wakeAt && timer is not null && !stopping.IsCancellationRequested)
            {
                wakeAt = due;
                var wait = due - engine.Time.GetUtcNow();
                timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Wake()
    {
        lock (gate)
        {
            wakeAt = DateTimeOffset.MaxValue;
            if (firing)
            {
                again = true;
            }
            else if (!stopping.IsCancellationRequested)
            {
                firing = true;
                _ = FireAllDue();
            }
        }
    }

    private async Task FireAllDue()
    {
        await Task.Yield();
        do
        {
            try
            {
                while (await FireSomeDue() == options.BatchSize)
                {
                }
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                EngineLog.ReminderTableFailed(engine.Log, failure);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
        while (GoesOn());

        WakeBy(engine.Time.GetUtcNow() + options.PollPeriod);
    }

    /// <summary>Under the gate, so that a wake either finds the round still going on or begins the next one.</summary>
    private bool GoesOn()
    {
        lock (gate)
        {
            firing = again && !stopping.IsCancellationRequested;
            again = false;
            return firing;
        }
    }

    private async Task<int> FireSomeDue()
    {
        var due = await Table.ReadDue(engine.Time.GetUtcNow(), options.BatchSize, stopping.Token);
        var limits = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.MaxConcurrentTicks,
            CancellationToken = stopping.Token,
        };
        await Parallel.ForEachAsync(due, limits, async (entry, cancellation) => await Fire(entry, cancellation));
        return due.Count;
    }

    private async Task Fire(ReminderEntry entry, CancellationToken cancellation)
    {
        var now = engine.Time.GetUtcNow();
        var status = new TickStatus(entry.FirstDueAt.UtcDateTime, entry.Period, now.UtcDateTime);
        var tick = new EngineCall(Receive, grain => ((IRemindable)grain).ReceiveReminder(entry.Name, status));
        engine.SendOwn(tick, entry.GrainId, AnswerTimeout);
        try
        {
            await tick.Answered;
        }
        catch (SiloUnavailableException)
        {
            return;
        }
        catch (Exception failure)
        {
            EngineLog.ReminderFailed(engine.Log, entry.Name, entry.GrainId.ToString(), failure);
        }

        var missed = Math.Max(0, (now - entry.DueAt).Ticks / entry.Period.Ticks);
        await Table.Advance(
            entry.GrainId, entry.Name, entry.DueAt, entry.DueAt + entry.Period * (missed + 1), cancellation);
    }

    private sealed record Reminder(string ReminderName) : IGrainReminder;
}
