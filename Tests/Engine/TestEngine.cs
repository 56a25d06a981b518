using Instagram.Embedded;
using Instagram.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Instagram.Tests.Engine;

/// <summary>An engine of a test's own, with a clock of its own.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private readonly InProcessTestCluster cluster;

    private TestEngine(InProcessTestCluster cluster, ManualTime time)
    {
        this.cluster = cluster;
        Time = time;
    }

    public ManualTime Time { get; }

    public Journal Journal => Services.GetRequiredService<Journal>();

    public IClusterClient Grains => cluster.Client;

    public IServiceProvider Services => cluster.Client.ServiceProvider;

    public Embedded.Engine Engine => Services.GetRequiredService<Embedded.Engine>();

    public static async Task<TestEngine> Start(
        Action<EmbeddedEngineOptions>? configure = null, Action<ISiloBuilder>? silo = null, ManualTime? time = null)
    {
        time ??= new ManualTime();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureHost(host => host.Services.AddSingleton<TimeProvider>(time).AddSingleton<Journal>());
        builder.ConfigureSilo((_, each) =>
        {
            each.AddMemoryGrainStorageAsDefault().AddMemoryStreams("memory");
            each.Configure<EmbeddedEngineOptions>(options => configure?.Invoke(options));
            silo?.Invoke(each);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestEngine(cluster, time);
    }

    /// <summary>Returns when that many activations are left, and fails when that doesn't come to pass.</summary>
    public Task UntilActivations(int count) => Until(
        () => Engine.ActivationCount == count,
        () => $"{Engine.ActivationCount} activations are left instead of {count}");

    /// <summary>Returns when no request is running or waiting, and fails when that doesn't come to pass.</summary>
    public Task UntilIdle() => Until(
        () => Engine.Activations.TrueForAll(activation => activation.Load == 0), () => "Something is always to do.");

    /// <summary>Writes a state behind its grain's back, as another process would.</summary>
    public async Task Overwrite<TState>(GrainId grain, TState state)
    {
        var storage = Services.GetRequiredKeyedService<IGrainStorage>("Default");
        var row = new GrainState<TState>();
        await storage.ReadStateAsync("counter", grain, row);
        row.State = state;
        await storage.WriteStateAsync("counter", grain, row);
    }

    public Task Stop() => cluster.StopAllSilosAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    private static async Task Until(Func<bool> reached, Func<string> otherwise)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!reached())
        {
            Assert.False(limit.IsCancellationRequested, otherwise());
            await Task.Yield();
        }
    }
}
