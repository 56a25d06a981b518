using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Instagram.Tests.Security;

/// <summary>
/// A log may be read by more people than the database: no secret is in it, and nobody forges a line of it.
/// </summary>
public sealed class LogTests : IAsyncLifetime
{
    private readonly EveryLine _log = new();
    private Product _product = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.Start(
            "Logging:LogLevel:Default=Trace", "Logging:LogLevel:Microsoft.AspNetCore=Trace",
            "Logging:LogLevel:Npgsql=Debug", Moderating.Setting);
        _product.Service<ILoggerFactory>().AddProvider(_log);
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task No_secret_is_logged_at_any_level()
    {
        var secrets = await Live();
        Assert.Contains(_log.Lines, line => line.Contains("Instagram", StringComparison.Ordinal));
        var found = (from line in _log.Lines
                     from secret in secrets
                     where line.Contains(secret.Text, StringComparison.OrdinalIgnoreCase)
                     select $"{secret.Name}: {line}").Distinct().ToList();
        Assert.True(found.Count == 0, string.Join('\n', found.Take(20)));
    }

    [Fact]
    public async Task Nothing_that_a_client_sends_begins_a_line()
    {
        const string Forged = "\r\ninfo: Everything is fine\u001b[2J";
        var bob = await _product.SignUp("bob");
        var encoded = Uri.EscapeDataString(Forged);
        (await _product.Nobody.Post("/api/v1/auth/login", new { login = $"bob{Forged}", password = Forged }))
            .Problem(401, "unauthenticated");
        await bob.Patch("/api/v1/users/me", new { displayName = $"Bob{Forged}", bio = Forged });
        foreach (var start in new[] { "/api/v1/", "/objects/", "/media/1/", "/" })
        {
            await bob.Get(start + encoded);
            await bob.Send(HttpMethod.Put, start + encoded);
        }
        await bob.SendRaw(HttpMethod.Post, "/api/v1/posts", $"{{\"caption\": 1{Forged}}}");
        await bob.PostsForm([("location", Forged)], (Pictures.NoPicture(), "image/jpeg"));
        await bob.Reports("post", "1", Forged);

        // Whether one of ours is among them hangs on how far the start had come.
        Assert.NotEmpty(_log.Lines);
        var ours = _log.Lines.Where(line => line.StartsWith("Instagram.", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(ours, line => line.Contains('\u001b', StringComparison.Ordinal));
        Assert.DoesNotContain(ours, line => line.Contains("\ninfo: Everything", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-Test: a\rb")]
    [InlineData("X-Test: a\0b")]
    [InlineData("User-Agent: a\r\nX-Forged: b", true)]
    public async Task A_line_break_in_a_header_makes_no_header_of_an_answer(string header, bool isTwo = false)
    {
        await using var client = await RawClient.Connect(_product.Address);
        await client.Says(
            $"GET /api/v1/users/by-username/a%0d%0aX-Forged:%20b HTTP/1.1\r\nHost: x\r\n{header}\r\n" +
            "Connection: close\r\n\r\n");
        var heard = await client.HearsToTheEnd();
        Assert.StartsWith(isTwo ? "HTTP/1.1 404" : "HTTP/1.1 400", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("\nX-Forged", heard, StringComparison.Ordinal);
    }

    /// <summary>Goes everywhere that a secret goes, right and wrong, and says what must be nowhere.</summary>
    private async Task<IReadOnlyList<(string Name, string Text)>> Live()
    {
        const string Wrong = "w0rd-that-was-mistyped";
        const string Caption = "words-for-friends-only";
        var bob = await _product.SignUp("bob");
        List<(string, string)> secrets =
        [
            ("password", Member.Password), ("mistyped password", Wrong), ("address", bob.Email), ("caption", Caption),
            ("access token", bob.AccessToken), ("refresh token", bob.RefreshToken),
        ];
        await bob.Renews();
        secrets.AddRange([("access token", bob.AccessToken), ("refresh token", bob.RefreshToken)]);
        await _product.Nobody.Post("/api/v1/auth/login", new { login = bob.Email, password = Wrong });
        await _product.Nobody.Post("/api/v1/auth/signup", new
        {
            username = bob.Username, email = bob.Email, password = Member.Password,
        });
        await bob.Put("/api/v1/auth/password", new { currentPassword = Wrong, newPassword = Wrong });
        await _product.Nobody.Get($"/api/v1/users/me?access_token={bob.AccessToken}");
        var ticket = await bob.Announces(Pictures.Sunset());
        secrets.Add(("signature", Signature(ticket.Upload.Url)));
        (await bob.Sends(ticket, Pictures.NoPicture())).Problem(400, "invalid");
        (await bob.Sends(ticket, Pictures.Sunset())).Is(200);
        (await bob.Completes(ticket.MediaId)).Is(202);
        var part = (await bob.AsksForParts((await bob.Announces(Pictures.Sunset())).MediaId)).Parts[0];
        secrets.Add(("signature of a part", Signature(part.Upload!.Url)));
        (await bob.SendsPart(part, Pictures.Sunset())).Is(200);
        await bob.Settled(ticket.MediaId);
        var post = await bob.Submits(new { mediaIds = new[] { ticket.MediaId }, caption = Caption });
        await bob.Comments(post, Caption);
        await _product.Nobody.Send(
            HttpMethod.Get, post.Media[0].Urls.Small, null, ("Cookie", $"session={bob.AccessToken}"));
        await bob.SearchesRaw($"type=posts&q={Caption}");
        using var archive = await bob.Exports();
        await bob.SendRaw(HttpMethod.Post, "/api/v1/auth/login", $"{{\"password\": \"{Wrong}\", broken");
        (await bob.AsksToLeave(Wrong)).Problem(403, "forbidden");
        await bob.Leaves();
        return secrets;
    }

    private static string Signature(string url) => url[(url.IndexOf("signature=", StringComparison.Ordinal) + 10)..];

    private sealed class EveryLine : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Lines => [.. _lines];

        public ILogger CreateLogger(string categoryName) => new Line(categoryName, _lines);

        public void Dispose() => _lines.Clear();

        private sealed class Line(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                lines.Enqueue($"{category}: scope {state}");
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception,
                Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{category}: {formatter(state, exception)} {exception}");
        }
    }
}
