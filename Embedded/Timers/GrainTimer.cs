using Instagram.Embedded.Activations;
using Instagram.Embedded.Calls;
using Orleans.Runtime;

namespace Instagram.Embedded.Timers;

/// <summary>A timer of one activation. Each tick is a request to it, and the next is set when that one ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly CallMethod Tick = new(nameof(IGrainTimer), "timer", CallTraits.None, 0);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly GrainTimerCreationOptions options;
    private readonly ITimer timer;
    private TimeSpan period;
    private bool ticking;
    private TimeSpan? requested;
    private bool disposed;

    private GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        this.activation = activation;
        this.callback = callback;
        this.options = options;
        period = options.Period;
        // The timer is not part of the turn that makes it.
        using (ExecutionContext.SuppressFlow())
        {
            timer = activation.Engine.Time.CreateTimer(
                static self => ((GrainTimer)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            this.period = period;
            if (ticking)
            {
                // Counted from the end of the callback that asks: it must not overlap itself.
                requested = dueTime;
            }
            else
            {
                timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
        }

        timer.Dispose();
        activation.Detach(this);
        ended.Cancel();
    }

    internal static GrainTimer Start(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new GrainTimer(activation, callback, options);
        activation.Attach(timer);
        timer.timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
        return timer;
    }

    private void Fire()
    {
        lock (gate)
        {
            if (disposed || ticking)
            {
                return;
            }

            ticking = true;
        }

        var tick = new EngineCall(Tick, _ => RunCallback())
        {
            Interleaves = options.Interleave,
            StaysWithActivation = true,
            IsUse = options.KeepAlive,
            Target = activation.Id,
            SentAt = activation.Engine.Time.GetTimestamp(),
        };
        try
        {
            activation.TryReceive(tick);
        }
        catch (LimitExceededException full)
        {
            EngineLog.TimerFailed(activation.Engine.Log, activation.ToString(), full);
            SetNext();
        }
    }

    private async Task RunCallback()
    {
        try
        {
            if (!disposed)
            {
                await callback(ended.Token);
            }
        }
        catch (Exception failure) when (failure is not Orleans.Storage.InconsistentStateException)
        {
            EngineLog.TimerFailed(activation.Engine.Log, activation.ToString(), failure);
        }
        finally
        {
            SetNext();
        }
    }

    private void SetNext()
    {
        lock (gate)
        {
            ticking = false;
            var next = requested ?? (period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan);
            requested = null;
            if (!disposed)
            {
                timer.Change(next, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
