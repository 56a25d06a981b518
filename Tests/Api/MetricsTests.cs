using System.Text.RegularExpressions;

namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed partial class MetricsTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task What_happens_is_counted()
    {
        var alice = await _product.SignUp("alice");
        var (requests, calls) = (await Requests(), await Read("grain_calls_total "));
        await alice.Me();
        // Counted when the answer has gone, which the client may notice first.
        await Eventually.Holds(async () => await Requests() == requests + 1);
        Assert.True(await Read("grain_calls_total ") > calls);
        Assert.True(await Read("grain_activations ") > 0);
        Assert.True(await Read("sessions_known ") > 0);
        Assert.True(await Read("copies_size_bytes{kind=\"post\"} ") >= 0);
        Assert.True(await Read("dotnet_gc_collections_total{gc_heap_generation=\"gen0\"} ") >= 0);

        Task<double> Requests() => Read(
            "http_server_request_duration_seconds_count{http_request_method=\"GET\","
            + "http_response_status_code=\"200\",http_route=\"/api/v1/users/me\"} ");
    }

    [Fact]
    public async Task The_text_is_what_Prometheus_reads()
    {
        (await _product.Nobody.Get("/api/v1/no\"such\"path")).NotFound();
        var answer = (await _product.Nobody.Get("/metrics")).Is(200);
        Assert.StartsWith("text/plain; version=0.0.4", answer.ContentType, StringComparison.Ordinal);
        Assert.EndsWith("\n", answer.Text, StringComparison.Ordinal);
        var lines = answer.Text.TrimEnd('\n').Split('\n');
        Assert.DoesNotContain(lines, line => !Line().IsMatch(line));
        var types = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToList();
        Assert.Equal(types.Count, types.Select(type => type.Split(' ')[2]).Distinct().Count());
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", types);
        Assert.Contains("# TYPE grain_calls_total counter", types);
        Assert.Contains("# TYPE grain_activations gauge", types);
        Assert.Contains(lines, line => line.Contains("le=\"+Inf\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("Via")]
    public async Task Who_comes_through_a_proxy_finds_no_such_thing(string header) =>
        (await _product.Nobody.Send(HttpMethod.Get, "/metrics", null, (header, "203.0.113.9"))).NotFound();

    [Fact]
    public async Task Who_says_through_a_trusted_proxy_to_be_here_finds_no_such_thing_either()
    {
        await using var product = await Product.Start("Http:TrustedProxies=127.0.0.1");
        (await product.Nobody.Send(HttpMethod.Get, "/metrics", null, ("X-Forwarded-For", "127.0.0.1"))).NotFound();
        (await product.Nobody.Send(HttpMethod.Get, "/metrics", null, ("X-Forwarded-Proto", "https"))).NotFound();
    }

    [GeneratedRegex(
        """^(# (HELP|TYPE) [a-z_0-9]+ .*|[a-z_0-9]+(\{([a-z_0-9]+="([^"\\]|\\.)*",?)+\})? -?[0-9.E+-]+)$""")]
    private static partial Regex Line();

    private async Task<double> Read(string start)
    {
        var text = (await _product.Nobody.Get("/metrics")).Is(200).Text;
        var line = text.Split('\n').SingleOrDefault(line => line.StartsWith(start, StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(
            line[start.Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
