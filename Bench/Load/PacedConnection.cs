using System.Net;
using System.Net.Sockets;

namespace Instagram.Bench.Load;

/// <summary>One connection, one request at a time.</summary>
internal sealed class PacedConnection(Socket socket, int expectedStatus) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private byte[] _buffer = new byte[BufferSize];
    private int _filled;

    public int Handle => (int)socket.Handle;

    /// <summary>When its request was due, as a timestamp.</summary>
    public long Due { get; private set; }

    /// <summary>Without the runtime's own waiting, which would wake threads of its own with each answer.</summary>
    public static PacedConnection Open(Uri server, int expectedStatus)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Parse(server.Host), server.Port);
        return new PacedConnection(socket, expectedStatus);
    }

    public void Send(byte[] request, long due)
    {
        Due = due;
        try
        {
            socket.Send(request);
        }
        catch (SocketException)
        {
            // Who receives sees it too, and tells.
        }
    }

    /// <summary>
    /// Reads what has come: whether it makes an answer of the expected status, null when there is more to come.
    /// </summary>
    public bool? Receive()
    {
        var received = 0;
        try
        {
            received = socket.Receive(_buffer.AsSpan(_filled));
        }
        catch (SocketException)
        {
            // It has ended, like one from which nothing comes.
        }
        if (received == 0)
        {
            return false;
        }
        _filled += received;
        if (HttpAnswer.IsWhole(_buffer.AsSpan(0, _filled), out var status))
        {
            _filled = 0;
            return status == expectedStatus;
        }
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
        return null;
    }

    public void Dispose() => socket.Dispose();
}
