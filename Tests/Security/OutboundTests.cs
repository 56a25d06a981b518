using System.Net;
using System.Net.Sockets;
using Instagram.Grains.Moderation;
using Instagram.Tests.Tidy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Instagram.Tests.Security;

/// <summary>The server calls one address, which its operator names; nobody else makes it call anyone.</summary>
[Collection(SecurityGroup.Name)]
public sealed class OutboundTests(SecurityFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public void Only_the_client_of_the_classifier_opens_connections()
    {
        string[] means = ["new HttpClient", "SocketsHttpHandler", "HttpWebRequest", "TcpClient", "new Socket("];
        var callers = from file in SourceTree.Files
                      where file.IsCSharp && file.Room is not ("Tests" or "Bench")
                      where means.Any(one => file.Text.Contains(one, StringComparison.Ordinal))
                      select file.Path;
        // The demo world is a client of its own server.
        Assert.Equal(
            ["ApiHost/Demo/DemoWorld.cs", "Grains/Moderation/HttpImageClassifier.cs"],
            callers.Order());
    }

    [Fact]
    public async Task No_text_makes_the_server_call_an_address_that_stands_in_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var bait = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/bait.jpg";
        var bob = await _product.SignUp("bob");
        await bob.Patch("/api/v1/users/me", new { bio = bait, displayName = bait, avatarUrl = bait });
        var post = await bob.Posts(Pictures.Sunset());
        await bob.Edits(post, new { caption = $"{bait} #{bait}", altTexts = new[] { bait } });
        await bob.Comments(post, bait);
        await bob.SearchesRaw($"type=posts&q={Uri.EscapeDataString(bait)}");
        await bob.Post("/api/v1/media/uploads", new { contentType = "image/jpeg", byteSize = 5, url = bait });
        await bob.SendRaw(HttpMethod.Post, "/api/v1/posts", $"{{\"mediaIds\":[\"{bait}\"]}}");
        using var svg = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(
            $"<svg xmlns='http://www.w3.org/2000/svg'><image href='{bait}' width='9' height='9'/></svg>"));
        Assert.Equal("rejected", (await bob.Settled(await bob.Uploads(await svg.ReadAsByteArrayAsync()))).Status);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_classifier_that_sends_elsewhere_or_says_too_much_has_not_answered()
    {
        var asked = 0;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/redirect", http =>
        {
            http.Response.Redirect("/inside", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        var tooMuch = $"{{\"explicit\": 0.5, \"x\": \"{new string('a', 100_000)}\"}}";
        app.MapPost("/long", http => http.Response.WriteAsync(tooMuch));
        app.Map("/inside", () =>
        {
            Interlocked.Increment(ref asked);
            return new { @explicit = 0.5 };
        });
        await app.StartAsync();
        foreach (var path in new[] { "/redirect", "/long" })
        {
            using var classifier = new HttpImageClassifier(
                Options.Create(new ClassifierOptions
                {
                    Endpoint = app.Urls.Single() + path, Attempts = 1, TimeoutSeconds = 5,
                }),
                TimeProvider.System, NullLogger<HttpImageClassifier>.Instance);
            Assert.Null(await classifier.Score(Pictures.Sunset(), "image/jpeg", default));
        }
        Assert.Equal(0, asked);
    }
}
