using System.Diagnostics.CodeAnalysis;
using Instagram.Embedded.Timers;
using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>A timer of one activation; it ends with it.</summary>
    public interface IGrainTimer : IDisposable
    {
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    public readonly struct GrainTimerCreationOptions()
    {
        [SetsRequiredMembers]
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
            : this()
        {
            DueTime = dueTime;
            Period = period;
        }

        public required TimeSpan DueTime { get; init; }

        /// <summary>From the end of one callback to the start of the next: callbacks never overlap.</summary>
        public required TimeSpan Period { get; init; }

        /// <summary>Whether the callback runs between the awaits of running requests.</summary>
        public bool Interleave { get; init; }

        /// <summary>Whether a tick counts as use of the activation.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans
{
    public static class GrainTimerExtensions
    {
        public static IGrainTimer RegisterGrainTimer(
            this Grain grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
            GrainTimer.Start(grain.Activation, callback, options);

        public static IGrainTimer RegisterGrainTimer(
            this Grain grain, Func<CancellationToken, Task> callback, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(callback, new GrainTimerCreationOptions(dueTime, period));

        public static IGrainTimer RegisterGrainTimer<TState>(
            this Grain grain, Func<TState, CancellationToken, Task> callback, TState state,
            GrainTimerCreationOptions options) =>
            grain.RegisterGrainTimer(cancellation => callback(state, cancellation), options);

        public static IGrainTimer RegisterGrainTimer<TState>(
            this Grain grain, Func<TState, CancellationToken, Task> callback, TState state, TimeSpan dueTime,
            TimeSpan period) =>
            grain.RegisterGrainTimer(callback, state, new GrainTimerCreationOptions(dueTime, period));
    }
}
