using Instagram.Bench.Load;

namespace Instagram.Tests.Bench;

public sealed class WrkOutcomeTests
{
    private const string Output =
        """
        Running 3s test @ http://127.0.0.1:8080
          2 threads and 64 connections
        Requests/sec:  11.00
        outcome requests=30000 microseconds=2500000 bytes=510000000 p50=640 p99=4200 refused=3 broken=1

        """;

    [Fact]
    public void The_line_of_the_script_is_found_and_read()
    {
        var outcome = WrkOutcome.Parse(Output);

        Assert.Equal(12_000, outcome.RequestsPerSecond);
        Assert.Equal(510_000_000, outcome.Bytes);
        Assert.Equal(0.64, outcome.P50Milliseconds);
        Assert.Equal(4.2, outcome.P99Milliseconds);
        Assert.Equal((3, 1), (outcome.Refused, outcome.Broken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Requests/sec: 12")]
    [InlineData("outcome requests=1 microseconds=2")]
    public void Without_all_of_its_figures_there_is_no_outcome(string output) =>
        Assert.Throws<FormatException>(() => WrkOutcome.Parse(output));
}
