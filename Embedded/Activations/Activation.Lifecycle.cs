using Instagram.Embedded.Calls;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Instagram.Embedded.Activations;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private AsyncServiceScope? scope;
    private HashSet<IDisposable>? timers;
    private LifecycleCall? lifecycle;

    /// <summary>The activation's part of its stream subscriptions; only used in its turns.</summary>
    internal Streams.AttachedObservers? Streams { get; set; }

    /// <summary>Begins with OnActivateAsync. <paramref name="cause"/> is the call that waits for it.</summary>
    internal void Begin(Call? cause)
    {
        var turn = lifecycle = new LifecycleCall(this, "OnActivateAsync", cause?.Parent);
        Turns.Post(() =>
        {
            TurnContext.Current = turn;
            _ = Activate(turn);
        });
        if (Engine.Stopping)
        {
            Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host stops"));
        }
    }

    /// <summary>Begins as a place for observer objects, which need no grain.</summary>
    internal void BeginEmpty() => phase = Phase.Active;

    internal void Deactivate(DeactivationReason reason)
    {
        lock (gate)
        {
            if (ending is not null || phase >= Phase.Deactivating)
            {
                return;
            }

            ending = reason;
            if (phase == Phase.Active && running.Count == 0)
            {
                BeginDeactivation(reason);
            }
        }
    }

    internal void DelayCollection(TimeSpan span)
    {
        lock (gate)
        {
            keptUntil = span < TimeSpan.Zero
                ? long.MinValue
                : Engine.Time.GetTimestamp() + (long)Math.Min(
                    span.TotalSeconds * Engine.Time.TimestampFrequency, long.MaxValue / 4d);
        }
    }

    /// <summary>Ends the activation if it is idle and was not used since <paramref name="usedSince"/>.</summary>
    internal bool TryCollect(long usedSince, long now, string why)
    {
        lock (gate)
        {
            if (phase != Phase.Active || ending is not null || running.Count > 0 || waiting is { Count: > 0 }
                || lastUsedAt > usedSince || keptUntil > now)
            {
                return false;
            }

            var reason = new DeactivationReason(DeactivationReasonCode.ActivationIdle, why);
            ending = reason;
            BeginDeactivation(reason);
            return true;
        }
    }

    internal void Attach(IDisposable timer)
    {
        lock (gate)
        {
            (timers ??= []).Add(timer);
        }
    }

    internal void Detach(IDisposable timer)
    {
        lock (gate)
        {
            timers?.Remove(timer);
        }
    }

    private async Task Activate(LifecycleCall turn)
    {
        try
        {
            scope = Engine.Services.CreateAsyncScope();
            Instance = Class.Create(this, out var states);
            foreach (var state in states)
            {
                await state.ReadStateAsync();
            }

            if (Class.HasOnActivate)
            {
                using var limit = new CancellationTokenSource(Engine.Collection.ActivationTimeout, Engine.Time);
                await Instance.OnActivateAsync(limit.Token)
                    .WaitAsync(Engine.Collection.ActivationTimeout, Engine.Time);
            }
        }
        catch (Exception failure)
        {
            turn.MarkEnded();
            await Fail(failure);
            return;
        }

        lock (gate)
        {
            turn.MarkEnded();
            lifecycle = null;
            phase = Phase.Active;
            // Even when the activation is to end already: those that wait would otherwise find it again and again.
            StartAllThatMay();
            if (ending is { } reason && running.Count == 0)
            {
                BeginDeactivation(reason);
            }
        }
    }

    private async Task Fail(Exception failure)
    {
        EngineLog.ActivationFailed(Engine.Log, ToString(), failure);
        await DisposeParts();
        var refused = Leave();
        foreach (var call in refused)
        {
            call.TryFail(failure);
        }
    }

    private void BeginDeactivation(DeactivationReason reason)
    {
        phase = Phase.Deactivating;
        var turn = lifecycle = new LifecycleCall(this, "OnDeactivateAsync", null);
        Turns.Post(() =>
        {
            TurnContext.Current = turn;
            _ = End(turn, reason);
        });
    }

    private async Task End(LifecycleCall turn, DeactivationReason reason)
    {
        // Before OnDeactivateAsync, so that no tick comes after it.
        StopTimers();
        if (Class.HasOnDeactivate)
        {
            try
            {
                using var limit = new CancellationTokenSource(Engine.Collection.DeactivationTimeout, Engine.Time);
                await Instance!.OnDeactivateAsync(reason, limit.Token)
                    .WaitAsync(Engine.Collection.DeactivationTimeout, Engine.Time);
            }
            catch (Exception failure)
            {
                EngineLog.DeactivationFailed(Engine.Log, ToString(), failure);
            }
        }

        await DisposeParts();
        turn.MarkEnded();
        foreach (var call in Leave())
        {
            if (call.StaysWithActivation)
            {
                call.TryFail(new OrleansException($"{this} has ended."));
            }
            else
            {
                Engine.Route(call);
            }
        }
    }

    /// <summary>The very end: from here on a call finds a fresh activation.</summary>
    private Queue<Call> Leave()
    {
        Queue<Call> left;
        lock (gate)
        {
            phase = Phase.Gone;
            left = waiting ?? [];
            waiting = null;
        }

        Engine.Metrics.Waiting(-left.Count);
        owner.Remove(this);
        Engine.Left();
        return left;
    }

    private async Task DisposeParts()
    {
        StopTimers();
        try
        {
            if (Instance is IAsyncDisposable later)
            {
                await later.DisposeAsync();
            }
            else
            {
                (Instance as IDisposable)?.Dispose();
            }

            if (scope is { } services)
            {
                await services.DisposeAsync();
            }
        }
        catch (Exception failure)
        {
            EngineLog.DeactivationFailed(Engine.Log, ToString(), failure);
        }
    }

    private void StopTimers()
    {
        IDisposable[] all;
        lock (gate)
        {
            all = [.. timers ?? []];
            timers = null;
        }

        foreach (var timer in all)
        {
            timer.Dispose();
        }
    }
}
