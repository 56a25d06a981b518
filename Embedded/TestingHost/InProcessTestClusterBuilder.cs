using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Options of one silo of a test cluster.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    public string SiloName { get; init; } = "Primary";
}

/// <summary>Builds a host that runs the engine for one test.</summary>
public sealed class InProcessTestClusterBuilder
{
    private readonly List<Action<IHostApplicationBuilder>> hosts = [];
    private readonly List<Action<InProcessTestSiloSpecificOptions, ISiloBuilder>> silos = [];
    private readonly List<Action<IClientBuilder>> clients = [];

    public InProcessTestClusterBuilder()
        : this(1)
    {
    }

    /// <param name="initialSilosCount">Accepted for source compatibility: there is one engine.</param>
    public InProcessTestClusterBuilder(short initialSilosCount) =>
        ArgumentOutOfRangeException.ThrowIfLessThan(initialSilosCount, 1);

    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configure)
    {
        hosts.Add(configure);
        return this;
    }

    public InProcessTestClusterBuilder ConfigureSilo(
        Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configure)
    {
        silos.Add(configure);
        return this;
    }

    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configure)
    {
        clients.Add(configure);
        return this;
    }

    public InProcessTestCluster Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        foreach (var configure in hosts)
        {
            configure(builder);
        }

        builder.UseOrleans(silo =>
        {
            silo.Configure<Instagram.Embedded.EmbeddedEngineOptions>(options => options.RoundTripMessages = true);
            foreach (var configure in silos)
            {
                configure(new InProcessTestSiloSpecificOptions(), silo);
            }
        });
        builder.UseOrleansClient(client => clients.ForEach(configure => configure(client)));
        return new InProcessTestCluster(builder.Build());
    }
}
