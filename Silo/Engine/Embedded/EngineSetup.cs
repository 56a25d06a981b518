using Instagram.Embedded;
using Instagram.Grains;
using Instagram.Storage.Leases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Storage;

namespace Instagram.Silo.Engine;

/// <summary>The in-process engine over this instance's own tables.</summary>
internal static class EngineSetup
{
    /// <summary>
    /// The grains of this engine are in one process, so one host at a time may act on a database. First of all that
    /// starts, last of all that ends.
    /// </summary>
    public static void AddHostLease(this IServiceCollection services)
    {
        services.AddOptions<HostLeaseOptions>().BindConfiguration(HostLeaseOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<HostLease>();
        services.AddHostedService(provider => provider.GetRequiredService<HostLease>());
    }

    public static void AddEngine(this IHostApplicationBuilder builder)
    {
        builder.Services.AddKeyedSingleton<IGrainStorage, PostgresGrainStorage>(GrainStorageNames.Default);
        builder.Services.AddSingleton<IReminderTable, PostgresReminderTable>();
        builder.UseOrleans(silo =>
        {
            silo.AddMemoryStreams(Streams.Provider);
            silo.Configure<EmbeddedEngineOptions>(options => silo.Configuration.GetSection("Engine").Bind(options));
        });
    }
}
