using System.Diagnostics;
using System.Globalization;
using Instagram.Media.Images;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Bench.Media;

/// <summary>
/// A JPEG file of twelve megapixels into the four WebP variants, the product and sharp in turns: each with one picture
/// at a time, and with two side by side.
/// </summary>
internal static class ImageBench
{
    private const int Rounds = 5;

    /// <summary>One line a way and number of jobs; ratios are the medians of the rounds' ratios.</summary>
    public static async Task Run(TextWriter output, int picturesEach)
    {
        if (!SharpProcess.Install())
        {
            await output.WriteLineAsync("Pictures are not compared: sharp could not be installed with npm.");
            return;
        }
        var picture = SharpProcess.Picture();
        await output.WriteLineAsync(
            "| 12 MP JPEG → 4 WebP | jobs | pictures/s | CPU ms each | bytes | the product's pace of it | by CPU |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|");
        foreach (var jobs in (int[])[1, 2])
        {
            await Compare(output, picture, jobs, picturesEach * jobs);
        }
    }

    private static async Task Compare(TextWriter output, byte[] picture, int jobs, int count)
    {
        await using var pipeline = new ImagePipeline(
            new ImageOptions { Workers = jobs }, NullLogger<ImagePipeline>.Instance);
        using var sharp = SharpProcess.Start(jobs);
        await Work(pipeline, picture, jobs, 2 * jobs);
        await sharp.Work(2 * jobs, "cascade");
        var (ours, cascade, clones) = (new List<Pace>(), new List<Pace>(), new List<Pace>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await Work(pipeline, picture, jobs, count));
            cascade.Add(await sharp.Work(count, "cascade"));
            clones.Add(await sharp.Work(count, "clones"));
        }
        await Write("the product", ours, null);
        await Write("sharp, each size from the next larger", cascade, ours);
        await Write("sharp, each size from the file", clones, ours);

        Task Write(string what, List<Pace> paces, List<Pace>? against) => output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {jobs} | {Median(paces, pace => pace.PerSecond):0.0} | "
            + $"{Median(paces, pace => pace.CpuEach) * 1000:0} | {paces[^1].Bytes} | {Ratio(paces, against)} |"));

        static string Ratio(List<Pace> theirs, List<Pace>? ours) => ours is null
            ? " | "
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Median([.. ours.Zip(theirs)], pair => pair.First.PerSecond / pair.Second.PerSecond):0.00} | "
                + $"{Median([.. ours.Zip(theirs)], pair => pair.Second.CpuEach / pair.First.CpuEach):0.00}");
    }

    private static async Task<Pace> Work(ImagePipeline pipeline, byte[] picture, int jobs, int count)
    {
        var left = count;
        var size = 0;
        var used = ChildProcessor.Seconds("dotnet");
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, jobs).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var outcome = await pipeline.Process(picture, CancellationToken.None);
                size = ((ImageOutcome.Processed)outcome).Variants.Sum(variant => variant.Bytes.Length);
            }
        }));
        var seconds = watch.Elapsed.TotalSeconds;
        return new Pace(count, seconds, ChildProcessor.Seconds("dotnet") - used, size);
    }

    private static double Median<T>(List<T> of, Func<T, double> value) =>
        of.Select(value).Order().ElementAt(of.Count / 2);
}
