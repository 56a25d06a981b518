using System.Net.Sockets;
using System.Text;

namespace Instagram.Tests.Security;

/// <summary>A connection on which anything can be said, also what is no HTTP.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private RawClient(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<RawClient> Connect(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        return new RawClient(client);
    }

    public async Task Says(string text) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>All that comes until the server hangs up; fails when it does not.</summary>
    public async Task<string> HearsToTheEnd()
    {
        using var heard = new MemoryStream();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _stream.CopyToAsync(heard, patience.Token);
        }
        catch (IOException)
        {
            // Hung up on with something unread: what came before counts.
        }
        return Encoding.Latin1.GetString(heard.ToArray());
    }

    /// <summary>The first bytes, and not one more than fit.</summary>
    public async Task<string> Hears(int most)
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[most];
        var length = await _stream.ReadAsync(buffer, patience.Token);
        return Encoding.Latin1.GetString(buffer, 0, length);
    }

    /// <summary>How many answers are in what was heard.</summary>
    public static int Answers(string heard) => heard.Split("HTTP/1.1 ").Length - 1;

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
