using System.Globalization;
using System.Diagnostics;
using Instagram.Media.Images;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Bench.Media;

/// <summary>
/// What pictures in processing take from reads that want every core: so much work of a host's threads is done in a
/// stretch of time without pictures, and with them, in turns.
/// </summary>
internal static class ShareBench
{
    private const int Rounds = 5;

    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(3);

    /// <summary>
    /// <paramref name="read"/> is one read; so many run at once that the host alone fills the machine.
    /// </summary>
    public static async Task Run(TextWriter output, byte[] picture, Func<Task> read, int atOnce)
    {
        await using var pipeline = new ImagePipeline(new ImageOptions(), NullLogger<ImagePipeline>.Instance);
        await pipeline.Process(picture, CancellationToken.None);
        await Reads(read, atOnce);
        var (alone, beside, pictures) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await Reads(read, atOnce));
            using var stop = new CancellationTokenSource();
            var processed = Process(pipeline, picture, stop.Token);
            beside.Add(await Reads(read, atOnce));
            await stop.CancelAsync();
            pictures.Add(await processed / Stretch.TotalSeconds);
        }
        var share = alone.Zip(beside, (without, with) => with / without).Order().ElementAt(Rounds / 2);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Reads {Median(alone):0}/s; with pictures in processing {Median(beside):0}/s, {share:0.00} of it, and "
            + $"{Median(pictures):0.0} pictures/s of {new ImageOptions().Workers} workers."));
    }

    private static async Task<double> Reads(Func<Task> read, int atOnce)
    {
        var watch = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            var reads = 0;
            for (; watch.Elapsed < Stretch; reads++)
            {
                await read();
            }
            return reads;
        })));
        return done.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> Process(ImagePipeline pipeline, byte[] picture, CancellationToken stop)
    {
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, new ImageOptions().Workers).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                await pipeline.Process(picture, CancellationToken.None);
                Interlocked.Increment(ref done);
            }
        }));
        return done;
    }

    private static double Median(List<double> of) => of.Order().ElementAt(of.Count / 2);
}
