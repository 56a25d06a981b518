using System.Diagnostics;

namespace Instagram.Bench.Load;

/// <summary>
/// Sends requests at a steady rate, whether or not the ones before were answered, and counts a wait for a free
/// connection as latency: it sees what people would, where a client that waits for answers asks less of a slow server.
/// One thread that looks every <see cref="Tick"/> for what is due and what has come, so that it takes as little of the
/// machine as it can.
/// </summary>
internal sealed class PacedClient
{
    /// <summary>As much later than they are a request may be sent and an answer be seen.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(250);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Stack<PacedConnection> _idle;
    private readonly List<PacedConnection> _busy = [];
    private readonly Queue<(byte[] Request, long Due)> _late = new();
    private readonly List<double> _milliseconds = [];
    private readonly bool _isPaced;
    private int _failed;

    private PacedClient(IEnumerable<PacedConnection> connections, bool isPaced) =>
        (_idle, _isPaced) = (new Stack<PacedConnection>(connections), isPaced);

    /// <summary>So many requests, each as soon as a connection is free, and due only then.</summary>
    public static Task<PacedOutcome> RunAll(
        Uri server, Func<int, byte[]> request, int count, int connections = Wrk.Connections,
        int expectedStatus = 200) => Run(server, request, count, null, Patience, expectedStatus, connections);

    /// <summary><paramref name="request"/> makes the bytes of each request from its number.</summary>
    public static Task<PacedOutcome> Run(
        Uri server, Func<int, byte[]> request, double perSecond, TimeSpan duration, int expectedStatus = 200,
        int connections = Wrk.Connections) => Run(
        server, request, (int)(perSecond * duration.TotalSeconds), perSecond, duration, expectedStatus, connections);

    private static async Task<PacedOutcome> Run(
        Uri server, Func<int, byte[]> request, int count, double? perSecond, TimeSpan duration, int expectedStatus,
        int connections)
    {
        PacedConnection[] open =
            [.. Enumerable.Range(0, connections).Select(_ => PacedConnection.Open(server, expectedStatus))];
        try
        {
            var client = new PacedClient(open, perSecond is not null);
            return await Task.Factory.StartNew(
                () => client.Send(request, count, perSecond ?? double.PositiveInfinity, duration + Patience),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            foreach (var connection in open)
            {
                connection.Dispose();
            }
        }
    }

    private PacedOutcome Send(Func<int, byte[]> request, int count, double perSecond, TimeSpan atMost)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(atMost.TotalSeconds * Stopwatch.Frequency);
        var (sent, ready) = (0, new ReadyHandles());
        while (_milliseconds.Count + _failed < count && Stopwatch.GetTimestamp() is var now && now < end)
        {
            while (sent < count && Due(sent) <= now)
            {
                Send(request(sent), Due(sent));
                sent++;
            }
            if (_isPaced)
            {
                ready.Wait([], Tick);
            }
            foreach (var at in ready.Wait(_busy, _isPaced ? TimeSpan.Zero : Patience))
            {
                if (_busy[at].Receive() is { } isGood)
                {
                    Answered(at, isGood);
                }
            }
        }
        // As if each had been answered when patience was at its end: a server that refuses is not a fast one.
        var failed = count - _milliseconds.Count;
        return new PacedOutcome(
            [.. _milliseconds.Order(), .. Enumerable.Repeat(Patience.TotalMilliseconds, failed)], failed);

        long Due(int at) => start + (long)(at / perSecond * Stopwatch.Frequency);
    }

    private void Send(byte[] request, long due)
    {
        if (_idle.TryPop(out var connection))
        {
            _busy.Add(connection);
            connection.Send(request, _isPaced ? due : Stopwatch.GetTimestamp());
        }
        else
        {
            _late.Enqueue((request, due));
        }
    }

    private void Answered(int at, bool isGood)
    {
        var connection = _busy[at];
        if (isGood)
        {
            _milliseconds.Add(Stopwatch.GetElapsedTime(connection.Due).TotalMilliseconds);
        }
        else
        {
            _failed++;
        }
        _busy.RemoveAt(at);
        _idle.Push(connection);
        if (_late.TryDequeue(out var next))
        {
            Send(next.Request, next.Due);
        }
    }
}
