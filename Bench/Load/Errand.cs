using System.Diagnostics;

namespace Instagram.Bench.Load;

/// <summary>So many requests, each once: what they take of a product and of its PostgreSQL.</summary>
internal static class Errand
{
    /// <exception cref="InvalidOperationException">One was refused or not answered.</exception>
    public static async Task<LoadRow> Run(
        string what, ProductProcess product, IReadOnlyList<byte[]> requests, int connections = Wrk.Connections,
        int expectedStatus = 200)
    {
        var (cpu, beside) = (ProcessCpu.Of(product.Pid), ProcessCpu.OfTree(product.PostgresPid));
        var (allocated, watch) = (await product.AllocatedBytes(), Stopwatch.StartNew());
        var outcome = await PacedClient.RunAll(
            product.Address, at => requests[at], requests.Count, connections, expectedStatus);
        var count = outcome.OrThrow(what).Milliseconds.Count;
        return new LoadRow(
            what, count / watch.Elapsed.TotalSeconds, outcome.P50, outcome.P99,
            (ProcessCpu.Of(product.Pid) - cpu) / count, (ProcessCpu.OfTree(product.PostgresPid) - beside) / count,
            (await product.AllocatedBytes() - allocated) / count);
    }
}
