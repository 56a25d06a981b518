using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Instagram.Bench.Micro;

/// <summary>What single steps cost by themselves, one class a question.</summary>
internal static class MicroBench
{
    public static Task Run(Report report, bool isQuick)
    {
        // In this process: it needs no second build, and what it compares runs in one process anyway.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(NullLogger.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "instagram-micro"))
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
        Type[] questions = [typeof(CallCost), typeof(RankingCost), typeof(VisibilityCost), typeof(PageCost)];
        foreach (var question in questions)
        {
            foreach (var measured in BenchmarkRunner.Run(question, config).Reports)
            {
                if (measured.ResultStatistics is not { } statistics)
                {
                    throw new InvalidOperationException($"{measured.BenchmarkCase.DisplayInfo} did not run.");
                }
                var benchmark = measured.BenchmarkCase;
                report.Add(
                    benchmark.Descriptor.WorkloadMethodDisplayInfo.Trim('\''), statistics.Median,
                    statistics.StandardDeviation, measured.GcStats.GetBytesAllocatedPerOperation(benchmark));
            }
        }
        return Task.CompletedTask;
    }
}
