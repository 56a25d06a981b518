namespace Instagram.Tests.Support;

/// <summary>The machine's clock, put forward by hand. Timers run as always.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _shiftTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _shiftTicks));

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _shiftTicks, by.Ticks);
}
