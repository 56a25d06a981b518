using Instagram.Embedded.Calls;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Instagram.Embedded.Activations;

/// <summary>
/// One grain in memory. This part admits requests; the others begin and end it. Invariants, all under the gate: a
/// request is either waiting or running; code of the grain runs only in <see cref="Turns"/>; the directory forgets
/// an activation only after its OnDeactivateAsync, so a grain never has two.
/// </summary>
internal sealed partial class Activation : ICallTarget
{
    private readonly Lock gate = new();
    private readonly IActivationOwner owner;
    private ShortList<Call> running;
    private Queue<Call>? waiting;
    private Phase phase;
    private int runningWriters;
    private int runningReaders;
    private bool watched;
    private long lastUsedAt;
    private long keptUntil = long.MinValue;
    private DeactivationReason? ending;

    internal Activation(Engine engine, GrainClass grainClass, GrainId id, IActivationOwner owner)
    {
        Engine = engine;
        Class = grainClass;
        Id = id;
        this.owner = owner;
        Turns = new TurnScheduler(engine.Dispatcher);
        lastUsedAt = engine.Time.GetTimestamp();
    }

    private enum Phase : byte
    {
        Activating,
        Active,
        Deactivating,
        Gone,
    }

    internal Engine Engine { get; }

    internal GrainClass Class { get; }

    internal GrainId Id { get; }

    internal TurnScheduler Turns { get; }

    internal Grain? Instance { get; private set; }

    internal IServiceProvider Services => scope?.ServiceProvider ?? Engine.Services;

    /// <summary>Requests here, running or waiting. Read without the gate: a hint.</summary>
    internal int Load => running.Count + (waiting?.Count ?? 0);

    internal bool IsEnding => phase >= Phase.Deactivating || ending is not null;

    internal long LastUsedAt => Volatile.Read(ref lastUsedAt);

    public bool TryReceive(Call call)
    {
        lock (gate)
        {
            if (phase == Phase.Gone)
            {
                return false;
            }

            call.Activation = this;
            call.Interleaves |= Class.Reentrant || (call.Method.Traits & CallTraits.AlwaysInterleave) != 0
                || (Class.MayInterleave?.Invoke(call) ?? false);
            if (call.IsUse)
            {
                lastUsedAt = call.SentAt;
            }

            var ancestor = call.AncestorOn(this);
            if (phase == Phase.Active && (ending is null || ancestor is not null) && MayStart(call, ancestor))
            {
                Start(call);
            }
            else
            {
                Wait(call, ancestor);
            }

            Watch();
            return true;
        }
    }

    public void CollectInto(List<Activation> activations) => activations.Add(this);

    /// <summary>Its requests, beginning and end that are not over: what is at work here, and what is not yet.</summary>
    internal void CollectUnfinished(List<Call> atWork, List<Call> notYet)
    {
        lock (gate)
        {
            if (lifecycle is { Ended: false })
            {
                atWork.Add(lifecycle);
            }

            foreach (var call in running)
            {
                atWork.Add(call);
            }

            notYet.AddRange(waiting ?? []);
        }
    }

    /// <summary>Runs a request that was started; called by <see cref="Turns"/>.</summary>
    internal void Run(Call call) => call.Run(call.TargetObject ?? Instance!);

    internal void Release(Call call, Task outcome)
    {
        if (outcome.IsFaulted && outcome.Exception.InnerException is Orleans.Storage.InconsistentStateException stale
            && ReferenceEquals(stale.Origin, this))
        {
            Deactivate(new DeactivationReason(
                DeactivationReasonCode.ApplicationError, stale, "Its state was written by somebody else"));
        }

        lock (gate)
        {
            call.MarkEnded();
            running.Remove(call);
            if (!call.Interleaves)
            {
                _ = call.IsReadOnly ? runningReaders-- : runningWriters--;
            }

            StartWaiting();
        }

        Engine.Metrics.CallEnded(call, outcome);
    }

    /// <summary>Answers those whose time is up. False when nothing is left to watch.</summary>
    internal bool ExpireCalls(long now)
    {
        lock (gate)
        {
            foreach (var call in running)
            {
                Expire(call, now, "is running");
            }

            var late = 0;
            foreach (var call in waiting ?? [])
            {
                late += Expire(call, now, "was waiting") ? 1 : 0;
            }

            if (late > 0)
            {
                var before = waiting!.Count;
                waiting = new Queue<Call>(waiting.Where(call => !call.IsAnswered));
                Engine.Metrics.Waiting(waiting.Count - before);
            }

            watched = running.Count > 0 || waiting is { Count: > 0 };
            return watched;
        }
    }

    public override string ToString() => $"{Class.Name}({Class.ShowKey(Id)})";

    private bool MayStart(Call call, Call? ancestor)
    {
        if (running.Count == 0 || call.Interleaves)
        {
            return running.Count < Engine.Options.MaxWaitingRequests;
        }

        // Readers don't overtake a waiting writer, or they would starve it; but the ancestor of a reader is what the
        // writer waits for.
        return call.IsReadOnly
            ? runningWriters == 0 && (waiting is not { Count: > 0 } || ancestor is not null)
            : runningWriters == 0 && runningReaders == 0;
    }

    private void Start(Call call)
    {
        running.Add(call);
        if (!call.Interleaves)
        {
            _ = call.IsReadOnly ? runningReaders++ : runningWriters++;
        }

        Turns.Post(call);
    }

    private void Wait(Call call, Call? ancestor)
    {
        if (ancestor is not null && Blocks(ancestor, call))
        {
            if (Engine.Options.DetectCycles)
            {
                throw new DeadlockException(CallPath.Describe(call, ancestor));
            }
        }

        if (waiting?.Count >= Engine.Options.MaxWaitingRequests)
        {
            throw new LimitExceededException(
                $"{this} has {waiting.Count} waiting requests, which is the bound; {call} is refused.");
        }

        waiting ??= new Queue<Call>(2);
        if (ancestor is null)
        {
            waiting.Enqueue(call);
        }
        else
        {
            // Whoever waits longer may wait for the ancestor, and so for this one.
            waiting = new Queue<Call>(waiting.Prepend(call));
        }

        Engine.Metrics.Waiting(+1);
    }

    private bool Blocks(Call ancestor, Call call) =>
        phase == Phase.Activating || phase == Phase.Deactivating
        || !(ancestor.Interleaves || call.Interleaves || (ancestor.IsReadOnly && call.IsReadOnly));

    // After each end of a request. What interleaves never waits behind others, except through an activation's
    // beginning and end, where everything waits.
    private void StartWaiting()
    {
        if (ending is { } reason && phase == Phase.Active)
        {
            if (running.Count == 0)
            {
                BeginDeactivation(reason);
            }

            return;
        }

        while (waiting is { Count: > 0 } && phase == Phase.Active && MayStartNext(waiting.Peek()))
        {
            Engine.Metrics.Waiting(-1);
            Start(waiting.Dequeue());
        }
    }

    private bool MayStartNext(Call next) =>
        running.Count < Engine.Options.MaxWaitingRequests
        && (running.Count == 0 || next.Interleaves
            || (runningWriters == 0 && (runningReaders == 0 || next.IsReadOnly)));

    private void StartAllThatMay()
    {
        var all = waiting ?? [];
        waiting = null;
        Engine.Metrics.Waiting(-all.Count);
        foreach (var call in all)
        {
            if (MayStartNext(call) && (call.Interleaves || waiting is not { Count: > 0 }))
            {
                Start(call);
            }
            else
            {
                (waiting ??= new Queue<Call>(all.Count)).Enqueue(call);
                Engine.Metrics.Waiting(+1);
            }
        }
    }

    private void Watch()
    {
        if (!watched)
        {
            watched = true;
            Engine.Timeouts.Watch(this);
        }
    }

    private bool Expire(Call call, long now, string where)
    {
        if (call.Deadline == 0 || now < call.Deadline || call.IsAnswered)
        {
            return false;
        }

        return call.TryFail(new TimeoutException(
            $"{this} did not answer {call.Method.InterfaceName}.{call.Method.Name} within {call.Timeout}: it {where}; "
            + $"{running.Count} running and {waiting?.Count ?? 0} waiting requests are there."));
    }
}
