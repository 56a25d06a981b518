using System.Text.RegularExpressions;
using Instagram.Tests.Api;

namespace Instagram.Tests.Security;

/// <summary>What another site, open in the same browser, can do: nothing.</summary>
[Collection(SecurityGroup.Name)]
public sealed partial class OtherSitesTests(SecurityFixture fixture)
{
    private const string Elsewhere = "https://evil.example";

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task The_cookie_is_hidden_from_scripts_and_stays_at_home()
    {
        var alice = await _product.SignUp("alice");
        var plain = await LogIn(_product, alice);
        Assert.Contains("httponly", plain, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", plain, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", plain, StringComparison.OrdinalIgnoreCase);

        await using var behindTls = await Product.Start("Http:TrustedProxies=127.0.0.1");
        var bob = await behindTls.SignUp("bob");
        Assert.Contains("; secure", await LogIn(behindTls, bob, ("X-Forwarded-Proto", "https")),
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_cookie_alone_opens_no_route_and_changes_nothing()
    {
        var alice = await _product.SignUp("alice");
        foreach (var (method, path) in Routes.Closed)
        {
            (await _product.Nobody.Send(
                new HttpMethod(method), path, null, ("Cookie", $"session={alice.AccessToken}"),
                ("Origin", Elsewhere), ("Content-Type", "text/plain"))).Problem(401, "unauthenticated");
        }
        await alice.Me();
    }

    [Fact]
    public async Task No_other_site_is_ever_allowed_to_read_an_answer()
    {
        var alice = await _product.SignUp("alice");
        foreach (var (method, path) in Routes.All.Append(("GET", "/")).Append(("PUT", "/objects/a")))
        {
            var preflight = await _product.Nobody.Send(
                HttpMethod.Options, path, null, ("Origin", Elsewhere), ("Access-Control-Request-Method", method),
                ("Access-Control-Request-Headers", "authorization"));
            NothingShared(preflight);
        }
        NothingShared(await alice.Send(HttpMethod.Get, "/api/v1/users/me", null, ("Origin", Elsewhere)));
        NothingShared(await alice.Send(HttpMethod.Get, "/api/v1/users/me", null, ("Origin", "null")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/docs/index.html")]
    [InlineData("/api/v1/users/me")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/no/such/page")]
    [InlineData("/app/main.js")]
    [InlineData("/media/1/large")]
    public async Task Nothing_may_be_framed_and_nothing_runs_but_files_of_the_server(string path)
    {
        var answer = await _product.Nobody.Get(path);
        var policy = answer.Header("Content-Security-Policy")!.Split(';', StringSplitOptions.TrimEntries)
            .Select(part => part.Split(' ', 2)).ToDictionary(part => part[0], part => part.Length > 1 ? part[1] : "");
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.Equal("'none'", policy["base-uri"]);
        var isDocs = path.StartsWith("/docs", StringComparison.Ordinal);
        var isApi = path.StartsWith("/api/", StringComparison.Ordinal);
        Assert.Equal("'none'", policy.GetValueOrDefault("object-src", policy["default-src"]));
        Assert.Equal(isApi ? "'none'" : "'self'", policy["form-action"]);
        Assert.Equal(isApi ? "'none'" : "'self'", policy["default-src"]);
        Assert.Equal("'self'", policy.GetValueOrDefault("script-src", "'self'"));
        Assert.Equal("'self'", policy.GetValueOrDefault("connect-src", "'self'"));
        Assert.Equal(isDocs || isApi ? null : "'script'", policy.GetValueOrDefault("require-trusted-types-for"));
        Assert.Equal(isDocs, policy.ContainsKey("style-src"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
    }

    [Fact]
    public async Task No_page_has_a_script_or_a_handler_in_its_markup()
    {
        foreach (var path in new[] { "/", "/docs/index.html" })
        {
            var page = (await _product.Nobody.Get(path)).Is(200).Text;
            Assert.DoesNotMatch(InlineScript(), page);
        }
    }

    [Fact]
    public async Task The_name_that_a_client_calls_the_server_by_comes_back_nowhere()
    {
        var alice = await _product.SignUp("alice");
        (string, string)[] names = [("Host", "evil.example"), ("X-Forwarded-Host", "evil.example")];
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Post, "/api/v1/auth/login", (object)new { login = alice.Username, password = Member.Password }),
            (HttpMethod.Post, "/api/v1/media/uploads", new { contentType = "image/jpeg", byteSize = 5 }),
            (HttpMethod.Get, "/api/v1/users/me", null!), (HttpMethod.Get, "/openapi/v1.json", null!),
            (HttpMethod.Get, "/docs", null!), (HttpMethod.Get, "/no/such", null!),
        })
        {
            using var content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body);
            var answer = await alice.Send(method, path, content, names);
            var all = $"{answer.Headers}{answer.ContentHeaders}{answer.Text}";
            Assert.DoesNotContain("evil.example", all, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static void NothingShared(Answer answer) => Assert.DoesNotContain(
        answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));

    private static async Task<string> LogIn(Product product, Member member, params (string, string)[] headers) =>
        (await product.Nobody.Send(
            HttpMethod.Post, "/api/v1/auth/login",
            System.Net.Http.Json.JsonContent.Create(new { login = member.Username, password = Member.Password }),
            headers)).Is(200).Header("Set-Cookie")!;

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|\son[a-z]+\s*=|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();
}
