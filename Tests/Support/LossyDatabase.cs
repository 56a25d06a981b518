using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;

namespace Instagram.Tests.Support;

/// <summary>
/// A socket in front of the database server. Once told to, it passes on the next message with a certain text in it, or
/// the commit that follows one, waits until the server has answered, and breaks the connection in place of the answer:
/// what was asked is done, and who asked does not know.
/// </summary>
internal sealed class LossyDatabase : IAsyncDisposable
{
    private const string Commit = "COMMIT\0";
    private const byte QueryMessage = (byte)'Q';
    private const byte SyncMessage = (byte)'S';
    private const byte ReadyMessage = (byte)'Z';

    private readonly Socket _door = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly UnixDomainSocketEndPoint _server;
    private readonly Task _accepting;
    private string? _wanted;
    private bool _wantsCommit;
    private TaskCompletionSource _lost = new();

    private LossyDatabase(string database)
    {
        var inner = new NpgsqlConnectionStringBuilder(database);
        var name = string.Create(CultureInfo.InvariantCulture, $".s.PGSQL.{inner.Port}");
        _server = new UnixDomainSocketEndPoint(Path.Combine(inner.Host!, name));
        var directory = TestDirectories.Fresh();
        _door.Bind(new UnixDomainSocketEndPoint(Path.Combine(directory, name)));
        _door.Listen();
        inner.Host = directory;
        ConnectionString = inner.ConnectionString;
        _accepting = Accept();
    }

    public string ConnectionString { get; }

    public static async Task<LossyDatabase> Before(Task<string> database) => new(await database);

    /// <summary>Completes when the answer to the next message with this in it was lost.</summary>
    public Task LoseAnswerTo(string text) => Lose(text, itsCommit: false);

    /// <summary>Completes when the answer to the commit of the next transaction with this in it was lost.</summary>
    public Task LoseAnswerToCommitOf(string text) => Lose(text, itsCommit: true);

    private Task Lose(string text, bool itsCommit)
    {
        _lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _wantsCommit = itsCommit;
        Volatile.Write(ref _wanted, text);
        return _lost.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _door.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await _door.AcceptAsync(_stop.Token));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Serve(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await server.ConnectAsync(_server, _stop.Token);
                var link = new Link();
                await Task.WhenAny(Ask(client, server, link), Answer(server, client, link));
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException)
            {
            }
        }
    }

    private async Task Ask(Socket client, Socket server, Link link)
    {
        var block = new byte[64 * 1024];
        var commits = false;
        int read;
        while ((read = await client.ReceiveAsync(block, _stop.Token)) > 0)
        {
            var message = Encoding.Latin1.GetString(block, 0, read);
            if (Volatile.Read(ref _wanted) is { } wanted
                && message.Contains(wanted, StringComparison.Ordinal)
                && Interlocked.CompareExchange(ref _wanted, null, wanted) == wanted)
            {
                commits = _wantsCommit;
                if (!commits)
                {
                    link.Lose(Count(block.AsSpan(0, read), QueryMessage, SyncMessage));
                }
            }
            if (commits && message.Contains(Commit, StringComparison.Ordinal))
            {
                link.Lose(Count(block.AsSpan(0, read), QueryMessage, SyncMessage));
            }
            await server.SendAsync(block.AsMemory(0, read), _stop.Token);
        }
    }

    private async Task Answer(Socket server, Socket client, Link link)
    {
        var block = new byte[64 * 1024];
        var swallowed = new List<byte>();
        int read;
        while ((read = await server.ReceiveAsync(block, _stop.Token)) > 0)
        {
            if (link.IsLost)
            {
                // A connection out of the pool is reset by the same message, and that is answered first.
                swallowed.AddRange(block.AsSpan(0, read));
                if (Count(CollectionsMarshal.AsSpan(swallowed), ReadyMessage) < link.Answers)
                {
                    continue;
                }
                _lost.TrySetResult();
                return;
            }
            await client.SendAsync(block.AsMemory(0, read), _stop.Token);
        }
    }

    /// <summary>How many whole messages of these types there are: a letter, four bytes of length, the rest.</summary>
    private static int Count(ReadOnlySpan<byte> messages, params ReadOnlySpan<byte> types)
    {
        var count = 0;
        while (messages.Length > sizeof(int)
            && 1 + BinaryPrimitives.ReadInt32BigEndian(messages[1..]) is var length && length <= messages.Length)
        {
            count += types.Contains(messages[0]) ? 1 : 0;
            messages = messages[length..];
        }
        return count;
    }

    private sealed class Link
    {
        private int _answers;

        public bool IsLost => Answers > 0;

        /// <summary>How many answers to swallow; the last is the one to lose.</summary>
        public int Answers => Volatile.Read(ref _answers);

        public void Lose(int answers) => Volatile.Write(ref _answers, Math.Max(1, answers));
    }
}
