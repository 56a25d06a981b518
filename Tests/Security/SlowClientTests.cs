using System.Globalization;

namespace Instagram.Tests.Security;

/// <summary>Who dawdles loses the connection, and holds nobody's place meanwhile.</summary>
public sealed class SlowClientTests : IAsyncLifetime
{
    private const int MaxConnections = 60;

    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(
        "Connections:HeaderSeconds=1", "Connections:BodyGraceSeconds=2", "Connections:BodyBytesPerSecond=1000",
        $"Connections:MaxConnections={MaxConnections}", "Leaving:ExportsAtOnce=1", "Leaving:ExportGraceSeconds=2",
        "Leaving:ExportBytesPerSecond=100000000");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Headers_and_bodies_that_do_not_get_on_end_their_connections_and_others_are_served_meanwhile()
    {
        var bob = await _product.SignUp("bob");
        var dawdlers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var client = await RawClient.Connect(_product.Address);
            await client.Says(i % 2 == 0
                ? "GET /api/v1/users/me HTTP/1.1\r\nHost: x\r\nX-Slow: "
                : "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
                    "Content-Length: 60000\r\n\r\n{");
            return client;
        }));
        await bob.Me();
        var heard = await Task.WhenAll(dawdlers.Select(client => client.HearsToTheEnd()));
        Assert.All(heard, answer => Assert.Matches(@"\AHTTP/1\.1 408|\A\z", answer));
        Assert.Contains(heard, answer => answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal));
        foreach (var client in dawdlers)
        {
            await client.DisposeAsync();
        }
        await bob.Me();
    }

    [Fact]
    public async Task A_connection_more_than_there_may_be_is_closed_at_once_and_the_open_ones_go_on()
    {
        const string Ask = "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        var open = new List<RawClient>();
        for (var i = 0; i < MaxConnections; i++)
        {
            open.Add(await RawClient.Connect(_product.Address));
        }
        await using (var more = await RawClient.Connect(_product.Address))
        {
            Assert.Equal("", await more.HearsToTheEnd());
        }
        await open[0].Says(Ask);
        Assert.Contains("Healthy", await open[0].HearsToTheEnd(), StringComparison.Ordinal);
        foreach (var client in open)
        {
            await client.DisposeAsync();
        }
        await Eventually.Holds(async () =>
        {
            await using var next = await RawClient.Connect(_product.Address);
            try
            {
                await next.Says(Ask);
            }
            catch (IOException)
            {
                return false;
            }
            return (await next.HearsToTheEnd()).Contains("Healthy", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Who_hardly_reads_an_export_does_not_keep_its_place()
    {
        var (slow, next) = (await _product.SignUp("slow"), await _product.SignUp("next"));
        // An original of more than the buffers between a server and its client hold.
        await slow.Posts([.. Pictures.Sunset(), .. new byte[16 * 1024 * 1024]]);
        await using var reader = await RawClient.Connect(_product.Address);
        await reader.Says(string.Create(
            CultureInfo.InvariantCulture,
            $"GET /api/v1/users/me/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {slow.AccessToken}\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 200", await reader.Hears(20), StringComparison.Ordinal);
        (await _product.Send(Export(next), mayBeBusy: true)).Problem(503, "busy");
        await Eventually.Holds(async () => (await _product.Send(Export(next), mayBeBusy: true)).Status == 200);
    }

    private static HttpRequestMessage Export(Member member)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri("/api/v1/users/me/export", UriKind.Relative));
        request.Headers.Add("Authorization", $"Bearer {member.AccessToken}");
        return request;
    }
}
