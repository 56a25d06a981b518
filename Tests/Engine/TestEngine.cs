using Instagram.Embedded;
using Instagram.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
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

    public IClusterClient Grains => cluster.Client;

    public IServiceProvider Services => cluster.Client.ServiceProvider;

    public Embedded.Engine Engine => Services.GetRequiredService<Embedded.Engine>();

    public static async Task<TestEngine> Start(
        Action<EmbeddedEngineOptions>? configure = null, Action<ISiloBuilder>? silo = null, ManualTime? time = null)
    {
        time ??= new ManualTime();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureHost(host => host.Services.AddSingleton<TimeProvider>(time));
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

    public Task Stop() => cluster.StopAllSilosAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
