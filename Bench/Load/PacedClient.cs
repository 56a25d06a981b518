using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Instagram.Bench.Load;

/// <summary>
/// Sends requests at a steady rate, whether or not the ones before were answered, and counts a wait for a free
/// connection as latency: it sees what people would, where a client that waits for answers asks less of a slow server.
/// </summary>
internal sealed class PacedClient : IDisposable
{
    private const double ShortestSleepMicroseconds = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly Stack<PacedConnection> _idle = new();
    private readonly Queue<(byte[] Request, long Due)> _late = new();
    private readonly List<double> _milliseconds = [];
    private readonly IReadOnlyList<PacedConnection> _connections;
    private readonly TaskCompletionSource _allAnswered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _failed;
    private int _expected;
    private bool _isPaced;

    private PacedClient(IReadOnlyList<PacedConnection> connections)
    {
        _connections = connections;
        foreach (var connection in connections)
        {
            _idle.Push(connection);
        }
    }

    /// <summary>So many requests, each as soon as a connection is free, and due only then.</summary>
    public static Task<PacedOutcome> RunAll(
        Uri server, Func<int, byte[]> request, int count, int connections = Wrk.Connections,
        int expectedStatus = 200) => Run(server, request, count, int.MaxValue, Patience, expectedStatus, connections);

    /// <summary><paramref name="request"/> makes the bytes of each request from its number.</summary>
    public static Task<PacedOutcome> Run(
        Uri server, Func<int, byte[]> request, double perSecond, TimeSpan duration, int expectedStatus = 200,
        int connections = Wrk.Connections) => Run(
        server, request, (int)(perSecond * duration.TotalSeconds), perSecond, duration, expectedStatus, connections);

    private static async Task<PacedOutcome> Run(
        Uri server, Func<int, byte[]> request, int count, double perSecond, TimeSpan duration, int expectedStatus,
        int connections)
    {
        var open = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => PacedConnection.Open(server, expectedStatus)));
        using var client = new PacedClient(open);
        (client._expected, client._isPaced) = (count, perSecond < int.MaxValue);
        foreach (var connection in open)
        {
            _ = connection.Receive(client.Answered);
        }
        var pace = new Thread(() => client.Pace(request, perSecond)) { IsBackground = true };
        pace.Start();
        await Task.WhenAny(client._allAnswered.Task, Task.Delay(duration + Patience));
        lock (client._gate)
        {
            // As if each had been answered when patience was at its end: a server that refuses is not a fast one.
            var failed = client._expected - client._milliseconds.Count;
            return new PacedOutcome(
                [.. client._milliseconds.Order(), .. Enumerable.Repeat(Patience.TotalMilliseconds, failed)], failed);
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private void Pace(Func<int, byte[]> request, double perSecond)
    {
        var start = Stopwatch.GetTimestamp();
        for (var at = 0; at < _expected; at++)
        {
            var due = start + (long)(at / perSecond * Stopwatch.Frequency);
            var early = (due - Stopwatch.GetTimestamp()) * 1e6 / Stopwatch.Frequency;
            if (early > ShortestSleepMicroseconds)
            {
                _ = usleep((uint)early);
            }
            Send(request(at), due);
        }
    }

    private void Send(byte[] request, long due)
    {
        PacedConnection? connection;
        lock (_gate)
        {
            if (!_idle.TryPop(out connection))
            {
                _late.Enqueue((request, due));
                return;
            }
        }
        connection.Send(request, due);
    }

    private void Answered(PacedConnection connection, long due, bool isGood)
    {
        (byte[] Request, long Due) next;
        lock (_gate)
        {
            if (isGood)
            {
                _milliseconds.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            }
            else
            {
                _failed++;
            }
            if (_milliseconds.Count + _failed == _expected)
            {
                _allAnswered.TrySetResult();
            }
            if (!_late.TryDequeue(out next))
            {
                _idle.Push(connection);
                return;
            }
        }
        connection.Send(next.Request, _isPaced ? next.Due : Stopwatch.GetTimestamp());
    }

    /// <summary>A sleep of the runtime is as long as a millisecond.</summary>
    [DllImport("libc")]
    private static extern int usleep(uint microseconds);
}
