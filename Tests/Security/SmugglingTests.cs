namespace Instagram.Tests.Security;

/// <summary>
/// Where a request ends must be no matter of opinion: what two readers could cut differently is refused, and the
/// connection with it, so that nothing hidden behind it is ever taken for a request.
/// </summary>
[Collection(SecurityGroup.Name)]
public sealed class SmugglingTests(SecurityFixture fixture)
{
    private const string Hidden = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    [Theory]
    [InlineData("Content-Length: 4\r\nContent-Length: 40\r\n")]
    [InlineData("Content-Length: 4, 40\r\n")]
    [InlineData("Content-Length: +4\r\n")]
    [InlineData("Content-Length: 0x4\r\n")]
    [InlineData("Content-Length: -1\r\n")]
    [InlineData("Content-Length : 4\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n")]
    [InlineData("Transfer-Encoding : chunked\r\n")]
    [InlineData("X: y\r\n Transfer-Encoding: chunked\r\n")]
    [InlineData("X: y\r\n\tContent-Length: 4\r\n")]
    [InlineData("X: y\nContent-Length: 4\n")]
    [InlineData("X\0: y\r\nContent-Length: 4\r\n")]
    [InlineData(": y\r\nContent-Length: 4\r\n")]
    public async Task A_request_whose_end_is_unclear_is_refused_with_all_that_follows(string headers)
    {
        var heard = await Say($"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n{headers}\r\n{{}}\r\n{Hidden}");
        Assert.StartsWith("HTTP/1.1 400", heard, StringComparison.Ordinal);
        Assert.Equal(1, RawClient.Answers(heard));
    }

    [Fact]
    public async Task Chunks_win_over_a_length_and_the_connection_ends_behind_them()
    {
        var heard = await Say(
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
            $"Content-Length: {5 + Hidden.Length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Hidden}");
        Assert.StartsWith("HTTP/1.1 400", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("Healthy", heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\n{}\n0\n\n")]
    [InlineData("ffffffffffffffff\r\n{}\r\n")]
    [InlineData("2\r\n{}X0\r\n\r\n")]
    public async Task A_broken_chunk_ends_the_connection(string body)
    {
        var heard = await Say(
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
            $"Transfer-Encoding: chunked\r\n\r\n{body}{Hidden}");
        Assert.StartsWith("HTTP/1.1 400", heard, StringComparison.Ordinal);
        Assert.Equal(1, RawClient.Answers(heard));
    }

    [Theory]
    [InlineData("GET /health/live HTTP/1.1\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /health/live HTTP/9.9\r\nHost: x\r\n\r\n")]
    [InlineData("GET http://a/health/live HTTP/1.1\r\nHost: b\r\n\r\n")]
    [InlineData("GET /health\r\n/live HTTP/1.1\r\nHost: x\r\n\r\n")]
    public async Task A_request_that_two_servers_could_read_differently_is_none(string request)
    {
        var heard = await Say(request);
        Assert.Matches(@"\AHTTP/1\.1 (400|505)", heard);
        Assert.Equal(1, RawClient.Answers(heard));
    }

    private async Task<string> Say(string request)
    {
        await using var client = await RawClient.Connect(fixture.Product.Address);
        await client.Says(request);
        return await client.HearsToTheEnd();
    }
}
