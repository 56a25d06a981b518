using System.Net;
using System.Net.Http.Headers;

namespace Instagram.Tests.Edge;

/// <summary>What the product is for, by HTTPS through nginx.</summary>
[Collection(EdgeGroup.Name)]
public sealed class EdgeMainJobTests(EdgeFixture edge)
{
    [EdgeFact]
    public async Task A_photo_travels_through_the_edge_into_a_followers_feed_and_events_arrive()
    {
        var (alice, bob) = (await edge.Product.SignUp("alice"), await edge.Product.SignUp("bob"));
        await alice.Follows(bob);
        using var http = new HttpClient(EdgeFixture.Way());
        using var listening = new HttpRequestMessage(
            HttpMethod.Get, new Uri(edge.Product.Address, "/api/v1/events"));
        listening.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bob.AccessToken);
        using var stream = await http.SendAsync(listening, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);

        var post = await bob.Posts(Pictures.Sunset(1400, 1050, seed: 41));
        await alice.SeesInFeed(post);
        await alice.Sees(post);
        await alice.Likes(post);
        (await bob.PostsForm([("caption", "by form")], (Pictures.Sunset(1400, 1050, seed: 42), "image/jpeg"))).Is(201);

        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string? line;
        do
        {
            line = await lines.ReadLineAsync(patience.Token);
        }
        while (line is not (null or "event: notice"));
        Assert.Equal("event: notice", line);
        var log = edge.Nginx.Log() + edge.Nginx.Errors();
        Assert.DoesNotContain(bob.AccessToken, log, StringComparison.Ordinal);
        Assert.DoesNotContain("signature=", log, StringComparison.Ordinal);
    }

    [EdgeFact]
    public async Task Answers_are_as_from_the_host_itself_and_only_by_TLS()
    {
        var bob = await edge.Product.SignUp("bob");
        var me = (await bob.Get("/api/v1/users/me")).Is(200);
        Assert.Equal("max-age=63072000", me.Header("Strict-Transport-Security"));
        Assert.Equal("nosniff", me.Header("X-Content-Type-Options"));
        (await edge.Product.Nobody.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
        (await bob.Get("/api/v1/nothing")).NotFound();
        (await bob.SendRaw(HttpMethod.Patch, "/api/v1/users/me", new string(' ', 70_000))).Problem(413, "too_large");

        using var http = new HttpClient(EdgeFixture.Way());
        using var plain = await http.GetAsync(
            new Uri(EdgeFixture.Address("http", edge.Nginx.PlainPort), "/explore?a=b"));
        Assert.Equal(HttpStatusCode.PermanentRedirect, plain.StatusCode);
        Assert.Equal($"https://{Nginx.Name}/explore?a=b", plain.Headers.Location?.ToString());
        using var newer = new HttpRequestMessage(HttpMethod.Get, new Uri(edge.Product.Address, "/health/live"))
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await http.SendAsync(newer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [EdgeFact]
    public async Task The_session_cookie_is_for_TLS_alone()
    {
        var bob = await edge.Product.SignUp("bob");
        var answer = (await edge.Product.Nobody.Post(
            "/api/v1/auth/login", new { login = bob.Username, password = Member.Password })).Is(200);
        Assert.Contains("; secure", answer.Header("Set-Cookie")!, StringComparison.OrdinalIgnoreCase);
    }
}
