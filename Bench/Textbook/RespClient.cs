using System.Buffers;
using System.Net.Sockets;

namespace Instagram.Bench.Textbook;

/// <summary>
/// One connection to Redis for everybody: what is asked while something is being sent goes out together, and answers
/// come in the order of the questions.
/// </summary>
internal sealed class RespClient : IThreadPoolWorkItem, IDisposable
{
    private const int FirstReceiveSize = 1 << 20;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Queue<TaskCompletionSource<RespReply>> _waiting = new();
    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte> _asked = new();
    private ArrayBufferWriter<byte> _sent = new();
    private bool _isSending;

    private RespClient()
    {
    }

    public static async Task<RespClient> Connect(string socketPath)
    {
        var client = new RespClient();
        await client._socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath));
        _ = client.Receive();
        return client;
    }

    /// <summary>Takes the command's bytes before it returns.</summary>
    public Task<RespReply> Send(ReadOnlySpan<byte> command)
    {
        var answer = new TaskCompletionSource<RespReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isFirst;
        lock (_gate)
        {
            _asked.Write(command);
            _waiting.Enqueue(answer);
            isFirst = !_isSending;
            _isSending = true;
        }
        if (isFirst)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        return answer.Task;
    }

    void IThreadPoolWorkItem.Execute() => _ = SendAll();

    public void Dispose() => _socket.Dispose();

    private async Task SendAll()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_asked.WrittenCount == 0)
                {
                    _isSending = false;
                    return;
                }
                (_asked, _sent) = (_sent, _asked);
            }
            for (var rest = _sent.WrittenMemory; rest.Length > 0;)
            {
                rest = rest[await _socket.SendAsync(rest)..];
            }
            _sent.ResetWrittenCount();
        }
    }

    private async Task Receive()
    {
        try
        {
            var (buffer, end, items) = (new byte[FirstReceiveSize], 0, new List<Range>());
            while (await _socket.ReceiveAsync(buffer.AsMemory(end)) is > 0 and var received)
            {
                end += received;
                var start = 0;
                while (start < end && RespParser.TryRead(buffer.AsSpan(start..end), items, out var consumed))
                {
                    var copy = ArrayPool<byte>.Shared.Rent(consumed);
                    buffer.AsSpan(start, consumed).CopyTo(copy);
                    Next().SetResult(new RespReply(copy, [.. items]));
                    start += consumed;
                }
                buffer.AsSpan(start..end).CopyTo(buffer);
                end -= start;
                if (end == buffer.Length)
                {
                    Array.Resize(ref buffer, 2 * buffer.Length);
                }
            }
            throw new IOException("Redis has hung up.");
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private TaskCompletionSource<RespReply> Next()
    {
        lock (_gate)
        {
            return _waiting.Dequeue();
        }
    }

    private void Fail(Exception failure)
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var waiting))
            {
                waiting.SetException(failure);
            }
        }
    }
}
