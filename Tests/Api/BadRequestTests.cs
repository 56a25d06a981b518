using System.Text;

namespace Instagram.Tests.Api;

/// <summary>What no client should send gets the contract's problem on every route, and never a failure.</summary>
[Collection(ApiGroup.Name)]
public sealed class BadRequestTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    public static TheoryData<string, string> WithBody => Routes.Data(Routes.WithBody);

    public static TheoryData<string, string> All => Routes.Data(Routes.All);

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task A_body_that_is_no_json_is_400(string method, string path)
    {
        var bob = await _product.SignUp("bob");
        string[] bodies = ["", "{", "}", "null", "[]", "\"text\"", "1", "{\"a\":}", "\0", "{}{}", "{'a':1}"];
        foreach (var body in bodies)
        {
            var answer = await bob.SendRaw(new HttpMethod(method), path, body);
            answer.Problem(400, "invalid");
        }
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task Bytes_that_are_no_text_are_400(string method, string path)
    {
        var bob = await _product.SignUp("bob");
        string[] fields =
        [
            "username", "login", "refreshToken", "currentPassword", "bio", "mediaId", "contentType", "caption",
        ];
        byte[][] noText = [[0xff, 0xfe], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]];
        foreach (var bytes in noText)
        {
            (await bob.SendRaw(new HttpMethod(method), path, bytes, "application/json")).Problem(400, "invalid");
            byte[] body =
            [
                .. "{"u8,
                .. fields.SelectMany(field =>
                    (byte[])[.. Encoding.UTF8.GetBytes($"\"{field}\":\""), .. bytes, .. "\","u8]),
                .. "\"x\":1}"u8,
            ];
            (await bob.SendRaw(new HttpMethod(method), path, body, "application/json")).Problem(400, "invalid");
        }
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task A_lone_surrogate_is_400_in_every_field(string method, string path)
    {
        var bob = await _product.SignUp("bob");
        string[] fields =
        [
            "username", "email", "password", "displayName", "login", "refreshToken", "currentPassword", "newPassword",
            "bio", "mediaId", "contentType", "sha256", "caption",
        ];
        foreach (var half in new[] { "\\ud800", "\\udc00", "a\\ud83cb" })
        {
            var body = "{" + string.Join(',', fields.Select(field => $"\"{field}\":\"{half}\"")) + "}";
            (await bob.SendRaw(new HttpMethod(method), path, body)).Problem(400, "invalid");
        }
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task Fields_of_another_type_are_400(string method, string path)
    {
        var bob = await _product.SignUp("bob");
        string[] fields =
        [
            "username", "email", "password", "displayName", "login", "refreshToken", "currentPassword", "newPassword",
            "bio", "isPrivate", "mediaId", "contentType", "byteSize", "caption", "mediaIds",
        ];
        foreach (var value in new[] { "{}", "[[]]" })
        {
            var body = "{" + string.Join(',', fields.Select(field => $"\"{field}\":{value}")) + "}";
            (await bob.SendRaw(new HttpMethod(method), path, body)).Problem(400, "invalid");
        }
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task Json_deeper_than_anyone_needs_is_400(string method, string path)
    {
        var bob = await _product.SignUp("bob");
        var deep = $"{{\"caption\":{new string('[', 5_000)}{new string(']', 5_000)}}}";
        (await bob.SendRaw(new HttpMethod(method), path, deep)).Problem(400, "invalid");
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task A_body_over_64_kilobytes_is_413(string method, string path)
    {
        var bob = await _product.SignUp("bob");
        var body = $$"""{"bio":"{{new string('x', 64 * 1024)}}"}""";
        (await bob.SendRaw(new HttpMethod(method), path, body)).Problem(413, "too_large");
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task A_body_of_another_type_is_415(string method, string path)
    {
        var bob = await _product.SignUp("bob");
        foreach (var type in new[] { "text/plain", "application/xml", "application/octet-stream", "nonsense" })
        {
            (await bob.SendRaw(new HttpMethod(method), path, "{}", type)).Problem(415, "unsupported_media");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_known_path_with_another_method_is_405(string method, string path)
    {
        var bob = await _product.SignUp("bob");
        var answer = await bob.Send(HttpMethod.Options, path);
        answer.Problem(405, "invalid");
        Assert.Contains(method, answer.Header("Allow"), StringComparison.Ordinal);
        (await bob.Send(new HttpMethod("BREW"), path)).Problem(405, "invalid");
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/")]
    [InlineData("/api/v2/users/me")]
    [InlineData("/api/v1/users")]
    [InlineData("/api/v1/posts/1/nothing")]
    [InlineData("/api/v1/admin/reports")]
    [InlineData("/media/1")]
    [InlineData("/nothing/at/all")]
    [InlineData("/.git/config")]
    [InlineData("/appsettings.json")]
    public async Task An_unknown_path_is_404(string path)
    {
        var bob = await _product.SignUp("bob");
        (await bob.Get(path)).NotFound();
        (await _product.Nobody.Get(path)).NotFound();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("01")]
    [InlineData("1e3")]
    [InlineData("+1")]
    [InlineData("9223372036854775808")]
    [InlineData("1.0")]
    [InlineData("%20")]
    [InlineData("%F0%9F%8C%85")]
    [InlineData("'; drop")]
    public async Task An_id_that_is_none_is_404(string id)
    {
        var bob = await _product.SignUp("bob");
        var withId = Routes.All.Where(route => route.Path.Contains(Routes.Id, StringComparison.Ordinal));
        foreach (var (method, path) in withId)
        {
            var answer = await bob.Send(
                new HttpMethod(method), path.Replace(Routes.Id, id, StringComparison.Ordinal));
            Assert.True(answer.Status is 404 or 405, $"{answer}");
            if (method != "HEAD")
            {
                Assert.Equal("application/problem+json", answer.ContentType);
            }
        }
    }

    [Fact]
    public async Task A_nul_in_an_address_is_refused_by_the_server_itself() =>
        (await _product.Nobody.Get("/api/v1/users/by-username/a%00b")).Is(400);

    [Fact]
    public async Task A_query_that_makes_no_sense_does_no_harm()
    {
        var bob = await _product.SignUp("bob");
        (await bob.Get("/api/v1/users/me?limit=x&cursor=y&%00=%00")).Is(200);
        Assert.Equal(400, (await bob.Get("/api/v1/feed?limit=1&limit=2")).Status);
    }

    [Fact]
    public async Task Fields_that_nobody_knows_are_ignored()
    {
        var bob = await _product.SignUp("bob");
        var changed = await bob.SendRaw(
            HttpMethod.Patch, "/api/v1/users/me", """{"bio":"b","id":"1","isVerified":true,"postCount":9}""");
        var user = changed.As<UserShape>();
        Assert.Equal((bob.Id, "b", false, 0), (user.Id, user.Bio, user.IsVerified, user.PostCount));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json;charset=UTF-8")]
    public async Task A_json_body_may_say_its_charset(string contentType)
    {
        var bob = await _product.SignUp("bob");
        (await bob.SendRaw(
            HttpMethod.Patch, "/api/v1/users/me", Encoding.UTF8.GetBytes("""{"bio":"é"}"""),
            contentType)).Is(200);
        Assert.Equal("é", (await bob.Me()).Bio);
    }
}
