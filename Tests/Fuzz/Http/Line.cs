using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>
/// One connection to the product, for bytes that no HTTP client would send. It reads answers strictly, and connects
/// again when the server has closed.
/// </summary>
internal sealed class Line(Uri address) : IDisposable
{
    /// <summary>What is lost where an answer has begun and does not end.</summary>
    public const string BrokenOff = "the answer breaks off";

    private const int MaxHeadBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;
    private int _from;
    private int _until;

    /// <summary>
    /// Sends the bytes and reads the answer; of a stream of events, that it begins. A line that the server closed
    /// behind its last answer is opened again, as every client does.
    /// </summary>
    public async Task<Heard> Ask(ReadOnlyMemory<byte> request, bool isHead = false, bool endsThere = false)
    {
        var isUsed = _socket is not null;
        var heard = await AskOnce(request, isHead, endsThere);
        return isUsed && heard is { Status: 0, Text: not BrokenOff }
            ? await AskOnce(request, isHead, endsThere)
            : heard;
    }

    public void Dispose() => Close();

    private async Task<Heard> AskOnce(ReadOnlyMemory<byte> request, bool isHead, bool endsThere)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await Connect(patience.Token);
            var sending = Send(request, endsThere, patience.Token);
            var heard = await Hear(isHead, patience.Token);
            if (!sending.IsCompleted || endsThere || Closes(heard))
            {
                Close();
            }
            await sending;
            return heard;
        }
        catch (Exception gone) when (gone is SocketException or IOException or ObjectDisposedException)
        {
            Close();
            return Heard.Lost(gone.Message);
        }
    }

    private static bool Closes(Heard heard) =>
        string.Equals(heard.Header("Connection"), "close", StringComparison.OrdinalIgnoreCase)
        || IsStream(heard) || heard.Status == 0;

    private static bool IsStream(Heard heard) =>
        heard.Header("Content-Type")?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;

    private async Task Connect(CancellationToken ct)
    {
        if (_socket is not null)
        {
            return;
        }
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        (_from, _until) = (0, 0);
        await _socket.ConnectAsync(address.Host, address.Port, ct);
    }

    private async Task Send(ReadOnlyMemory<byte> request, bool endsThere, CancellationToken ct)
    {
        var socket = _socket!;
        try
        {
            while (request.Length > 0)
            {
                request = request[await socket.SendAsync(request, ct)..];
            }
            if (endsThere)
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The server has heard enough and answered.
        }
    }

    private async Task<Heard> Hear(bool isHead, CancellationToken ct)
    {
        while (true)
        {
            if (await ReadLine(ct) is not { } line)
            {
                return Heard.Lost("closed before an answer");
            }
            if (!line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"No answer begins like this: {line}");
            }
            var status = int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture);
            var headers = new List<(string, string)>();
            while (await ReadLine(ct) is { Length: > 0 } header)
            {
                var colon = header.IndexOf(':', StringComparison.Ordinal);
                headers.Add((header[..colon], header[(colon + 1)..].Trim()));
            }
            if (status >= 200)
            {
                var head = new Heard(status, headers, []);
                return isHead || status is 204 or 304 || IsStream(head)
                    ? head
                    : head with { Body = await ReadBody(head, ct) };
            }
        }
    }

    private async Task<byte[]> ReadBody(Heard head, CancellationToken ct)
    {
        if (head.Header("Content-Length") is { } length)
        {
            return await ReadExactly(int.Parse(length, CultureInfo.InvariantCulture), ct);
        }
        using var body = new MemoryStream();
        if (!string.Equals(head.Header("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
        {
            while (_from < _until || await Fill(ct))
            {
                body.Write(_buffer.AsSpan(_from, _until - _from));
                _from = _until;
            }
            return body.ToArray();
        }
        while (true)
        {
            var chunk = await ReadLine(ct) ?? throw new IOException(BrokenOff);
            var size = int.Parse(chunk, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await ReadExactly(size, ct));
            await ReadLine(ct);
            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<byte[]> ReadExactly(int count, CancellationToken ct)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            if (_from == _until && !await Fill(ct))
            {
                throw new IOException(BrokenOff);
            }
            var some = Math.Min(count - at, _until - _from);
            _buffer.AsSpan(_from, some).CopyTo(bytes.AsSpan(at));
            (at, _from) = (at + some, _from + some);
        }
        return bytes;
    }

    /// <summary>Null when the server has closed before it.</summary>
    private async Task<string?> ReadLine(CancellationToken ct)
    {
        var line = new List<byte>();
        while (line.Count < MaxHeadBytes)
        {
            if (_from == _until && !await Fill(ct))
            {
                return null;
            }
            var end = _buffer.AsSpan(_from, _until - _from).IndexOf((byte)'\n');
            var until = end < 0 ? _until : _from + end;
            line.AddRange(_buffer.AsSpan(_from, until - _from));
            _from = end < 0 ? until : until + 1;
            if (end >= 0)
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }
        }
        throw new InvalidDataException("An answer has no such long lines.");
    }

    private async Task<bool> Fill(CancellationToken ct)
    {
        (_from, _until) = (0, await _socket!.ReceiveAsync(_buffer, ct));
        return _until > 0;
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
