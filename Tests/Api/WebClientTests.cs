namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class WebClientTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/signup")]
    [InlineData("/new")]
    [InlineData("/requests")]
    [InlineData("/settings")]
    [InlineData("/p/123456789")]
    [InlineData("/u/someone")]
    public async Task A_page_of_the_client_is_served_at_its_address(string path)
    {
        var page = (await _product.Nobody.Get(path)).Is(200);
        Assert.StartsWith("text/html", page.ContentType, StringComparison.Ordinal);
        Assert.Contains("<!doctype html>", page.Text, StringComparison.OrdinalIgnoreCase);
        Secured(page);
    }

    [Fact]
    public async Task Everything_that_the_first_page_needs_is_there()
    {
        var page = (await _product.Nobody.Get("/")).Is(200).Text;
        var needed = System.Text.RegularExpressions.Regex.Matches(page, "(?:src|href)=\"(/[^\"]*)\"")
            .Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(needed);
        foreach (var path in needed)
        {
            Secured((await _product.Nobody.Get(path)).Is(200));
        }
    }

    [Theory]
    [InlineData("/app/nothing.js")]
    [InlineData("/../appsettings.json")]
    [InlineData("/%2e%2e/appsettings.json")]
    public async Task What_is_no_file_of_the_client_is_404(string path) => (await _product.Nobody.Get(path)).NotFound();

    [Fact]
    public async Task Every_answer_is_secured()
    {
        var bob = await _product.SignUp("bob");
        Secured(await bob.Get("/api/v1/users/me"));
        Secured(await bob.Get("/api/v1/users/x"));
        Secured(await _product.Nobody.Get("/api/v1/users/me"));
        Secured(await _product.Nobody.Get("/nothing"));
    }

    [Fact]
    public async Task Whether_a_file_has_changed_is_asked_each_time()
    {
        var first = (await _product.Nobody.Get("/index.html")).Is(200);
        Assert.Equal("no-cache", first.Header("Cache-Control"));
        (await _product.Nobody.Send(
            HttpMethod.Get, "/index.html", null, ("If-None-Match", first.Headers.ETag!.ToString()))).Is(304);
    }

    private static void Secured(Answer answer)
    {
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
        var policy = answer.Header("Content-Security-Policy");
        Assert.Matches("default-src '(self|none)'", policy);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Null(answer.Header("Server"));
    }
}
