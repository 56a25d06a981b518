using System.Text;
using Instagram.Tests.Fuzz.Http;

namespace Instagram.Tests.Api;

/// <summary>What the server cannot read as a request is answered like every other mistake.</summary>
[Collection(ApiGroup.Name)]
public sealed class UnreadableRequestTests(ProductFixture fixture)
{
    [Theory]
    [InlineData("GET /api/v1/users/by-username/a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /api/v1/users/é HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /api/v1/feed HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /api/v1/feed HTTP/1.1\r\nHost: a b\r\n\r\n", 400)]
    [InlineData("GET /api/v1/feed HTTP/7.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("POST /api/v1/posts HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("GET * HTTP/1.1\r\nHost: a\r\n\r\n", 405)]
    [InlineData("nonsense\r\n\r\n", 400)]
    public async Task It_is_a_problem_too(string request, int expected)
    {
        var heard = await Ask(Encoding.UTF8.GetBytes(request));
        Assert.Equal(expected, heard.Status);
        IsProblem(heard);
    }

    [Fact]
    public async Task An_address_or_headers_without_end_are_a_problem()
    {
        var address = await Ask(Encoding.UTF8.GetBytes($"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: a\r\n\r\n"));
        Assert.Equal(414, address.Status);
        IsProblem(address);
        var headers = await Ask(Encoding.UTF8.GetBytes(
            $"GET /api/v1/feed HTTP/1.1\r\nHost: a\r\nX-Long: {new string('a', 40_000)}\r\n\r\n"));
        Assert.Equal(431, headers.Status);
        IsProblem(headers);
    }

    [Fact]
    public async Task A_question_for_the_head_alone_gets_no_body()
    {
        var heard = await Ask("HEAD /a%00b HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), isHead: true);
        Assert.Equal((400, "application/problem+json"), (heard.Status, heard.Header("Content-Type")));
    }

    [Fact]
    public async Task What_was_answered_before_it_on_the_line_stays_answered()
    {
        using var line = new Line(fixture.Product.Address);
        Assert.Equal(200, (await line.Ask("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray())).Status);
        IsProblem(await line.Ask("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray()));
        Assert.Equal(200, (await line.Ask("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray())).Status);
    }

    private static void IsProblem(Heard heard)
    {
        Assert.Null(AnswerRules.BrokenProblem(false, heard));
        Assert.Equal("nosniff", heard.Header("X-Content-Type-Options"));
        Assert.Equal("close", heard.Header("Connection"));
    }

    private async Task<Heard> Ask(byte[] request, bool isHead = false)
    {
        using var line = new Line(fixture.Product.Address);
        return await line.Ask(request, isHead);
    }
}
