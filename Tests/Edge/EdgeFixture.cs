using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Instagram.Tests.Edge;

/// <summary>nginx before two hosts over one database: one active, one standing by.</summary>
public sealed class EdgeFixture : IAsyncLifetime
{
    /// <summary>As the hosts are set; a little more.</summary>
    internal static readonly TimeSpan LeaseValidity = TimeSpan.FromSeconds(6);

    private readonly string _dataDirectory = TestDirectories.Fresh();
    private ComingAgain _way = null!;

    /// <summary>As clients reach it, by HTTPS, coming again when they are told to.</summary>
    public Product Product { get; private set; } = null!;

    /// <summary>Requests of <see cref="Product"/> that were sent once more.</summary>
    internal int Again => _way.Again;

    internal string Database { get; private set; } = "";

    internal Nginx Nginx { get; private set; } = null!;

    internal EdgeHost Active { get; private set; } = null!;

    internal EdgeHost Standby { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!Nginx.IsInstalled)
        {
            return;
        }
        Database = await TestPostgres.NewDatabase();
        var ports = FreePorts(4);
        Active = StartHost(ports[0]);
        await Active.Listens();
        Standby = StartHost(ports[1]);
        Nginx = await Nginx.Start(ports[2], ports[3], ports[0], ports[1]);
        _way = new ComingAgain(Way());
        Product = Product.Elsewhere(Address("https", Nginx.Port), _way);
        await Standby.StandsBy();
    }

    public async Task DisposeAsync()
    {
        if (Nginx is null)
        {
            return;
        }
        await Product.DisposeAsync();
        await Nginx.DisposeAsync();
        await Standby.DisposeAsync();
        await Active.DisposeAsync();
    }

    /// <summary>Kills the active host; the other becomes it, and one in place of the first stands by.</summary>
    internal async Task<EdgeHost> TakesOver()
    {
        var killed = Active;
        killed.Kill();
        await Standby.Listens();
        await killed.Ends();
        Replaces(killed);
        return killed;
    }

    /// <summary>The other is the active one now; one in place of this stands by.</summary>
    internal void Replaces(EdgeHost ended)
    {
        Active = Standby;
        Standby = StartHost(ended.Port);
    }

    internal EdgeHost StartHost(int port, params string[] settings) =>
        EdgeHost.Start(Database, _dataDirectory, port, ["--Lease:Wait", "true", .. settings]);

    /// <summary>A client that takes every answer as it is.</summary>
    internal Product Impatient() => Product.Elsewhere(Product.Address, Way());

    internal static Uri Address(string scheme, int port) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{scheme}://{Nginx.Name}:{port}"));

    /// <summary>To this machine, whatever the name; by the certificate that nginx was given.</summary>
    internal static SocketsHttpHandler Way() => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate?.Subject == $"CN={Nginx.Name}",
        },
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }
        return ports;
    }
}
