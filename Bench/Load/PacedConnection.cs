using System.Net;
using System.Net.Sockets;

namespace Instagram.Bench.Load;

/// <summary>One connection, one request at a time.</summary>
internal sealed class PacedConnection : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    private readonly int _expectedStatus;
    private long _due;

    private PacedConnection(int expectedStatus) => _expectedStatus = expectedStatus;

    public static async Task<PacedConnection> Open(Uri server, int expectedStatus)
    {
        var connection = new PacedConnection(expectedStatus);
        await connection._socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port);
        return connection;
    }

    public void Send(byte[] request, long due)
    {
        Volatile.Write(ref _due, due);
        try
        {
            _socket.Send(request);
        }
        catch (SocketException)
        {
            // Who receives sees it too, and tells.
        }
    }

    /// <summary>Tells of each answer, until the connection ends.</summary>
    public async Task Receive(Action<PacedConnection, long, bool> answered)
    {
        var (buffer, filled) = (new byte[BufferSize], 0);
        while (await Read(buffer.AsMemory(filled)) is > 0 and var received)
        {
            filled += received;
            if (HttpAnswer.IsWhole(buffer.AsSpan(0, filled), out var status))
            {
                filled = 0;
                answered(this, Volatile.Read(ref _due), status == _expectedStatus);
            }
            else if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>0 when the connection has ended, however.</summary>
    private async ValueTask<int> Read(Memory<byte> into)
    {
        try
        {
            return await _socket.ReceiveAsync(into);
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
