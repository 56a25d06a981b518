using System.Runtime.InteropServices;

namespace Instagram.Bench.Load;

/// <summary>Which of some connections have something to read; or else a sleep of microseconds.</summary>
internal sealed class ReadyHandles
{
    private const short Readable = 1;
    private readonly List<int> _ready = [];
    private PollHandle[] _handles = [];

    /// <summary>The places of those that have, from the last to the first; none when the time is over.</summary>
    public IReadOnlyList<int> Wait(IReadOnlyList<PacedConnection> connections, TimeSpan atMost)
    {
        if (_handles.Length < connections.Count)
        {
            _handles = new PollHandle[connections.Count];
        }
        for (var at = 0; at < connections.Count; at++)
        {
            _handles[at] = new PollHandle { Handle = connections[at].Handle, Wanted = Readable, Found = 0 };
        }
        var (seconds, rest) = Math.DivRem(atMost.Ticks, TimeSpan.TicksPerSecond);
        var timeout = new Time { Seconds = seconds, Nanoseconds = rest * TimeSpan.NanosecondsPerTick };
        var found = ppoll(_handles, (nuint)connections.Count, in timeout, 0);
        _ready.Clear();
        for (var at = connections.Count - 1; _ready.Count < found; at--)
        {
            if (_handles[at].Found != 0)
            {
                _ready.Add(at);
            }
        }
        return _ready;
    }

    /// <summary>The runtime's own waits are as long as a millisecond.</summary>
    [DllImport("libc")]
    private static extern int ppoll([In, Out] PollHandle[] handles, nuint count, in Time timeout, nint signals);

    private struct PollHandle
    {
        public int Handle;
        public short Wanted;
        public short Found;
    }

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
