using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Instagram.Tests.Edge;

/// <summary>
/// A real nginx with <c>deploy/nginx.conf</c>, in which only paths, ports and the account are others; the certificate
/// is made for it.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    public const string Name = "photos.example.org";

    private const string Executable = "/usr/sbin/nginx";

    private readonly Process _process;
    private readonly string _directory;

    private Nginx(Process process, string directory, int port, int plainPort) =>
        (_process, _directory, Port, PlainPort) = (process, directory, port, plainPort);

    public static bool IsInstalled => File.Exists(Executable);

    public int Port { get; }

    public int PlainPort { get; }

    private string AccessLog => Path.Combine(_directory, "access.log");

    public static async Task<Nginx> Start(int port, int plainPort, params int[] hosts)
    {
        var directory = TestDirectories.Fresh();
        MakeCertificate(directory);
        var configuration = Path.Combine(directory, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(directory, port, plainPort, hosts));
        var process = Process.Start(new ProcessStartInfo(
            Executable,
            ["-c", configuration, "-e", Path.Combine(directory, "error.log"), "-g", "daemon off;"]))!;
        var nginx = new Nginx(process, directory, port, plainPort);
        await Eventually.Holds(() => Task.FromResult(
            process.HasExited ? throw new InvalidOperationException(nginx.Errors()) : nginx.IsListening()));
        return nginx;
    }

    /// <summary>What the cache did for this path so far: HIT, MISS, "-" where it was not asked, in order.</summary>
    public IReadOnlyList<string> CacheUse(string path) =>
    [
        .. from line in Log().Split('\n')
           where line.Contains($" {path} HTTP/", StringComparison.Ordinal)
           select line[(line.LastIndexOf(' ') + 1)..],
    ];

    public string Log() => File.Exists(AccessLog) ? ReadShared(AccessLog) : "";

    public string Errors() => ReadShared(Path.Combine(_directory, "error.log"));

    /// <summary>Whether these bytes are in a file of the cache.</summary>
    public bool Keeps(ReadOnlySpan<byte> bytes)
    {
        foreach (var file in Directory.EnumerateFiles(
            Path.Combine(_directory, "cache", "media"), "*", SearchOption.AllDirectories))
        {
            if (File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // The workers go with the process that started them.
            Instagram.Storage.Files.Posix.Signal(_process.Id, 15);
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        _process.Dispose();
    }

    private bool IsListening()
    {
        try
        {
            using var client = new System.Net.Sockets.TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static string Configuration(string directory, int port, int plainPort, int[] hosts)
    {
        var text = File.ReadAllText(Shipped());
        (string Shipped, string Here)[] substitutes =
        [
            ("user www-data;", "user root;"),
            ("/run/nginx.pid", $"{directory}/nginx.pid"),
            ("/var/log/nginx", directory),
            ("/var/cache/nginx", $"{directory}/cache"),
            ("/etc/instagram/tls", directory),
            ("/var/www/acme", $"{directory}/acme"),
            ("listen 443", $"listen 127.0.0.1:{Text(port)}"),
            ("listen 80", $"listen 127.0.0.1:{Text(plainPort)}"),
            ("server 127.0.0.1:8080", $"server 127.0.0.1:{Text(hosts[0])}"),
            ("server 127.0.0.1:8081", $"server 127.0.0.1:{Text(hosts[1])}"),
        ];
        Directory.CreateDirectory(Path.Combine(directory, "cache"));
        foreach (var (shipped, here) in substitutes)
        {
            Assert.Contains(shipped, text, StringComparison.Ordinal);
            text = text.Replace(shipped, here, StringComparison.Ordinal);
        }
        return text;
    }

    private static string Shipped()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "deploy", "nginx.conf")))
        {
            folder = folder.Parent;
        }
        return Path.Combine(folder!.FullName, "deploy", "nginx.conf");
    }

    private static void MakeCertificate(string directory)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(12));
        File.WriteAllText(Path.Combine(directory, "fullchain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(directory, "chain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(directory, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
