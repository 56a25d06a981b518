using System.Globalization;

namespace Instagram.Tests.Edge;

/// <summary>Who asks too much, too slowly, or so that two servers would read it differently.</summary>
[Collection(EdgeGroup.Name)]
public sealed class EdgeAttackTests(EdgeFixture edge)
{
    private const int SlowConnections = 60;
    private const int MostRequests = 8_000;

    [EdgeFact]
    public async Task Framing_that_two_servers_may_read_differently_is_refused_and_hides_no_second_request()
    {
        var (eve, bob) = (await edge.Product.SignUp("eve"), await edge.Product.SignUp("bob"));
        var hidden = $"POST {bob.Path()}/follow HTTP/1.1\r\nHost: {Nginx.Name}\r\n"
            + $"Authorization: Bearer {eve.AccessToken}\r\nContent-Length: 0\r\n\r\n";
        var chunked = "0\r\n\r\n" + hidden;
        var length = $"Content-Length: {chunked.Length.ToString(CultureInfo.InvariantCulture)}";
        string[] framings =
        [
            $"{length}\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 5",
            $"{length}\r\nTransfer-Encoding: xchunked",
            $"{length}\r\nTransfer-Encoding : chunked",
            $"{length}\r\nTransfer-Encoding:\vchunked",
            $"{length}\r\nTransfer-Encoding: chunked, identity",
            $"{length}\r\nTransfer-Encoding: identity\r\nTransfer-Encoding: chunked",
            $"{length}\r\nX: y\nTransfer-Encoding: chunked",
            $"X: y\nContent-Length: 0\r\n{length}",
            "Content-Length: 5\r\nContent-Length: 6",
            $"Content-Length: 0, {chunked.Length.ToString(CultureInfo.InvariantCulture)}",
            "Content-Length: +5",
            "Content-Length: 0x5",
            $"{length}\r\n X: folded",
            $"{length}\r\nX: {new string('x', 40_000)}",
        ];
        foreach (var framing in framings)
        {
            var answer = await RawConnection.Exchange(
                edge.Nginx.Port,
                $"POST /api/v1/auth/login HTTP/1.1\r\nHost: {Nginx.Name}\r\n{framing}\r\n\r\n{chunked}");
            Assert.True(answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), $"{framing}\n→ {answer}");
            Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
            Assert.Equal(1, RawConnection.Answers(answer));
        }
        // This one is no header at all to nginx, and does not reach the host.
        var under = await RawConnection.Exchange(
            edge.Nginx.Port,
            $"POST /api/v1/auth/login HTTP/1.1\r\nHost: {Nginx.Name}\r\nConnection: close\r\n{length}\r\n"
            + $"Transfer_Encoding: chunked\r\n\r\n{chunked}");
        Assert.Equal(1, RawConnection.Answers(under));
        Assert.False((await eve.Profile(bob)).Viewer!.Follows);
        Figures.Show("edge", $"{framings.Length + 1} smuggled requests sent, 0 arrived");
    }

    [EdgeFact]
    public async Task Connections_that_never_finish_their_request_are_cut_while_others_are_served()
    {
        var bob = await edge.Product.SignUp("bob");
        var slow = await Task.WhenAll(Enumerable.Range(0, SlowConnections).Select(_ => RawConnection.Open(
            edge.Nginx.Port, $"GET /api/v1/users/me HTTP/1.1\r\nHost: {Nginx.Name}\r\nX-Slow: ")));
        var cut = Task.WhenAll(slow.Select(connection => connection.TricklesUntilCut()));
        var served = 0;
        do
        {
            await bob.Me();
            served++;
        }
        while (!cut.IsCompleted);
        await cut;
        Assert.True(served > 1);
        Figures.Show("edge", $"{SlowConnections} slow connections cut, {served} requests served meanwhile");
    }

    [EdgeFact]
    public async Task Who_asks_too_often_by_token_is_told_when_to_come_again()
    {
        var bob = await edge.Product.SignUp("bob");
        await using var impatient = edge.Impatient();
        var hasty = new Visitor(impatient);
        var refused = await Refused(() => hasty.Send(
            HttpMethod.Get, "/health/live", null, ("Authorization", $"Bearer {bob.AccessToken}")));
        refused.Problem(429, "rate_limited");
        (await edge.Product.Nobody.Get("/health/live")).Is(200);
    }

    [EdgeFact]
    public async Task Who_signs_in_too_often_from_one_address_is_told_when_to_come_again()
    {
        await using var impatient = edge.Impatient();
        (await Refused(() => impatient.Nobody.Post("/api/v1/auth/login", new { }))).Problem(429, "rate_limited");
        (await edge.Product.Nobody.Get("/health/live")).Is(200);
    }

    private static async Task<Answer> Refused(Func<Task<Answer>> ask)
    {
        for (var asked = 0; asked < MostRequests; asked += 64)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => ask()));
            if (Array.Find(answers, answer => answer.Status == 429) is { } refused)
            {
                return refused;
            }
        }
        throw new InvalidOperationException($"{MostRequests} requests and none was refused.");
    }
}
