using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Instagram.Tests.Edge;

/// <summary>Bytes exactly as written, by TLS.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly TcpClient _client;
    private readonly SslStream _stream;

    private RawConnection(TcpClient client, SslStream stream) => (_client, _stream) = (client, stream);

    public static async Task<RawConnection> Open(int port, string text)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        var stream = new SslStream(client.GetStream(), false, (_, certificate, _, _) =>
            certificate?.Subject == $"CN={Nginx.Name}");
        await stream.AuthenticateAsClientAsync(Nginx.Name);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        return new RawConnection(client, stream);
    }

    /// <summary>What comes back until the other side closes.</summary>
    public static async Task<string> Exchange(int port, string text)
    {
        using var connection = await Open(port, text);
        return await connection.ReadToEnd();
    }

    public static int Answers(string text) => text.Split("HTTP/1.1 ").Length - 1;

    /// <summary>Sends a byte now and then.</summary>
    public async Task TricklesUntilCut()
    {
        var cut = ReadToEnd();
        using var pace = new PeriodicTimer(Pace);
        while (!cut.IsCompleted && await pace.WaitForNextTickAsync())
        {
            try
            {
                await _stream.WriteAsync("x"u8.ToArray());
            }
            catch (IOException)
            {
                break;
            }
        }
        await cut;
        Dispose();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private async Task<string> ReadToEnd()
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await _stream.ReadAsync(buffer, patience.Token) is > 0 and var read)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset: as closed as can be.
        }
        return text.ToString();
    }
}
