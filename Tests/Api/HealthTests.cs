using System.Text.Json;

namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class HealthTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_product_that_runs_is_healthy(string path) =>
        Assert.Equal("Healthy", (await _product.Nobody.Get(path)).Is(200).Text);

    [Fact]
    public async Task The_contract_is_published_for_machines_and_names_every_route()
    {
        var answer = (await _product.Nobody.Get("/openapi/v1.json")).Is(200);
        using var document = JsonDocument.Parse(answer.Bytes);
        Assert.StartsWith("3.", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var described = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject(), (path, operation) =>
                $"{operation.Name.ToUpperInvariant()} {path.Name}")
            .ToHashSet();
        var mapped = RouteRecorder.Mapped(_product.Services)
            .Where(route => route.Contains(" /api/v1/", StringComparison.Ordinal)
                && !route.Contains("/api/v1/media/{mediaId:id}/{variant}", StringComparison.Ordinal))
            .Select(route => route.Replace(":id}", "}", StringComparison.Ordinal));
        Assert.DoesNotContain(mapped, route => !described.Contains(route));
    }

    [Fact]
    public async Task The_contract_is_published_for_people()
    {
        var page = await _product.Nobody.Get("/docs/index.html");
        Assert.StartsWith("text/html", page.Is(200).ContentType, StringComparison.Ordinal);
        Assert.InRange((await _product.Nobody.Get("/docs")).Status, 200, 308);
    }

    [Fact]
    public async Task A_product_without_its_database_is_alive_and_not_ready()
    {
        await using var product = await Product.Start("Storage:CommandTimeoutSeconds=2");
        (await product.Nobody.Get("/health/ready")).Is(200);
        await product.LosesItsDatabase();
        (await product.Nobody.Get("/health/live")).Is(200);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/ready");
        Assert.Equal(503, (await product.Send(request, mayBeBusy: true)).Status);
        using var login = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login");
        login.Content = System.Net.Http.Json.JsonContent.Create(new { login = "a", password = "b" });
        (await product.Send(login, mayBeBusy: true)).Problem(503, "busy");
    }
}
