using System.IO.Compression;
using System.Text;

namespace Instagram.Tests.Security;

/// <summary>What is larger than anyone needs is refused before it costs anything.</summary>
[Collection(SecurityGroup.Name)]
public sealed class OversizeTests(SecurityFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData(9_000, 0, 414)]
    [InlineData(10, 40_000, 431)]
    public async Task An_endless_address_or_header_is_refused_unread(int address, int header, int status)
    {
        await using var client = await RawClient.Connect(_product.Address);
        await client.Says(
            $"GET /health/live?{new string('a', address)} HTTP/1.1\r\nHost: x\r\nX: {new string('b', header)}\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status}", await client.HearsToTheEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Countless_headers_are_refused()
    {
        await using var client = await RawClient.Connect(_product.Address);
        var headers = string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: y\r\n"));
        await client.Says($"GET /health/live HTTP/1.1\r\nHost: x\r\n{headers}\r\n");
        Assert.StartsWith("HTTP/1.1 431", await client.HearsToTheEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_body_is_never_inflated()
    {
        using var small = new MemoryStream();
        await using (var gzip = new GZipStream(small, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var block = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var i = 0; i < 10; i++)
            {
                await gzip.WriteAsync(block);
            }
            await gzip.WriteAsync("{\"login\":\"a\",\"password\":\"b\"}"u8.ToArray());
        }
        foreach (var encoding in new[] { "gzip", "deflate", "br", "gzip, gzip" })
        {
            using var content = new ByteArrayContent(small.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
            (await _product.Nobody.Send(HttpMethod.Post, "/api/v1/auth/login", content)).Problem(400, "invalid");
        }
    }

    [Fact]
    public async Task A_form_of_countless_parts_is_refused()
    {
        var bob = await _product.SignUp("bob");
        var fields = Enumerable.Range(0, 3_000).Select(i => ($"field{i}", "x"));
        var answer = await bob.PostsForm(fields, (Pictures.Sunset(), "image/jpeg"));
        Assert.True(answer.Status is 400 or 413, $"{answer}");
    }

    [Fact]
    public async Task A_form_whose_part_headers_never_end_is_refused()
    {
        var bob = await _product.SignUp("bob");
        var body = $"--b\r\nContent-Disposition: form-data; name=\"caption\"; x=\"{new string('a', 60_000)}\"\r\n\r\n" +
            "hello\r\n--b--\r\n";
        var answer = await bob.SendRaw(HttpMethod.Post, "/api/v1/posts", body, "multipart/form-data; boundary=b");
        Assert.True(answer.Status is 400 or 413, $"{answer}");
    }

    [Fact]
    public async Task A_query_of_a_thousand_names_does_no_harm()
    {
        var bob = await _product.SignUp("bob");
        var query = string.Join('&', Enumerable.Range(0, 1_000).Select(i => $"a{i}=1"));
        var answer = await bob.Get($"/api/v1/search?q=x&type=users&{query}");
        Assert.True(answer.Status is 200 or 400, $"{answer}");
    }
}
