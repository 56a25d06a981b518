using Instagram.Storage.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Security;

/// <summary>No address and no key leads to a file that is not meant.</summary>
[Collection(SecurityGroup.Name)]
public sealed class PathTests(SecurityFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("/../appsettings.json")]
    [InlineData("/app/../../appsettings.json")]
    [InlineData("/%2e%2e/appsettings.json")]
    [InlineData("/app/%2e%2e%2f%2e%2e%2fappsettings.json")]
    [InlineData("/app/..%2f..%2fappsettings.json")]
    [InlineData("/app/..%5c..%5cappsettings.json")]
    [InlineData("/app/..\\..\\appsettings.json")]
    [InlineData("/%252e%252e/appsettings.json")]
    [InlineData("//etc/passwd")]
    [InlineData("/%2fetc%2fpasswd")]
    [InlineData("/app/main.js%00.css")]
    [InlineData("/app/....//....//appsettings.json")]
    [InlineData("/.%2e/ApiHost.dll")]
    [InlineData("/docs/..%2f..%2fappsettings.json")]
    [InlineData("/docs/%2e%2e/appsettings.json")]
    [InlineData("/media/1/..%2f..%2fobjects.key")]
    [InlineData("/openapi/..%2f..%2fappsettings.json")]
    public async Task An_address_that_climbs_gets_no_file(string address)
    {
        await using var client = await RawClient.Connect(_product.Address);
        await client.Says($"GET {address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        var heard = await client.HearsToTheEnd();
        Assert.Matches(@"\AHTTP/1\.1 (400|404)", heard);
        Assert.DoesNotContain("LogLevel", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../objects.key")]
    [InlineData("..%2fobjects.key")]
    [InlineData("uploads%2f..%2f..%2fobjects.key")]
    [InlineData("uploads/../../objects.key")]
    [InlineData("%2fetc%2fcron.d%2fx")]
    [InlineData("/etc/cron.d/x")]
    [InlineData("uploads/1%00")]
    [InlineData("uploads/1%0a")]
    [InlineData("uploads%5c1")]
    [InlineData(".hidden")]
    [InlineData("uploads//1")]
    [InlineData("~~x")]
    public async Task A_key_that_climbs_takes_no_bytes_whatever_is_signed(string key)
    {
        await using var client = await RawClient.Connect(_product.Address);
        await client.Says(
            $"PUT /objects/{key}?expires=99999999999&type=image/jpeg&size=1&sha256=&signature=x HTTP/1.1\r\n" +
            "Host: x\r\nContent-Type: image/jpeg\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");
        Assert.Matches(@"\AHTTP/1\.1 (400|403|404|405)", await client.HearsToTheEnd());
    }

    [Fact]
    public async Task A_key_is_checked_before_its_signature_is()
    {
        var store = new DiskObjectStore(TestDirectories.Fresh(), TimeProvider.System);
        var uploads = new DiskUploads(
            store, new DiskObjectOptions(), NullLogger<DiskUploads>.Instance, TimeProvider.System);
        foreach (var key in new[] { "../x", "/x", "a/../x", "a//x", "a/.x", "a\0", "a\n", "A", "a~b", "" })
        {
            await Assert.ThrowsAsync<ArgumentException>(async () =>
                await store.PresignPut(key, new PutTerms("image/jpeg", 1, null), TimeSpan.FromMinutes(1)));
            Assert.Equal(ReceiveOutcome.BadSignature, await uploads.Receive(
                key, new PutQuery("99999999999", "image/jpeg", "1", "", "x"), "image/jpeg", 1, Stream.Null));
        }
    }

    [Fact]
    public async Task What_a_client_calls_its_file_names_nothing_on_the_server()
    {
        var bob = await _product.SignUp("bob");
        foreach (var name in new[] { "../../x.jpg", "/etc/x.jpg", "x.svg", "x.html", "con\0.jpg", "a\"; filename=b" })
        {
            using var form = new MultipartFormDataContent { { new StringContent("hello"), "caption" } };
            var file = new ByteArrayContent(Pictures.Sunset());
            file.Headers.TryAddWithoutValidation("Content-Type", "image/jpeg");
            file.Headers.TryAddWithoutValidation(
                "Content-Disposition", $"form-data; name=\"image\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
            form.Add(file);
            var answer = await bob.Send(HttpMethod.Post, "/api/v1/posts", form);
            Assert.Equal(201, answer.Status);
            Assert.DoesNotContain("x.", answer.As<PostShape>(201).Media[0].Urls.Large, StringComparison.Ordinal);
        }
    }
}
