using System.Globalization;
using System.Net.Sockets;
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
                link.IsLost = !commits;
            }
            if (commits && message.Contains(Commit, StringComparison.Ordinal))
            {
                link.IsLost = true;
            }
            await server.SendAsync(block.AsMemory(0, read), _stop.Token);
        }
    }

    private async Task Answer(Socket server, Socket client, Link link)
    {
        var block = new byte[64 * 1024];
        int read;
        while ((read = await server.ReceiveAsync(block, _stop.Token)) > 0)
        {
            if (link.IsLost)
            {
                _lost.TrySetResult();
                return;
            }
            await client.SendAsync(block.AsMemory(0, read), _stop.Token);
        }
    }

    private sealed class Link
    {
        private volatile bool _isLost;

        public bool IsLost
        {
            get => _isLost;
            set => _isLost = value;
        }
    }
}
