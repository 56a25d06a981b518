using Instagram.Embedded.Hosting;
using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

public static class OrleansHostingExtensions
{
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder builder) =>
        builder.UseOrleans(_ => { });

    /// <summary>Runs grains in this host; IGrainFactory and IClusterClient become services.</summary>
    public static IHostApplicationBuilder UseOrleans(
        this IHostApplicationBuilder builder, Action<ISiloBuilder> configure)
    {
        builder.Services.AddEmbeddedEngine();
        configure(new SiloBuilder(builder.Services, builder.Configuration));
        return builder;
    }

    public static IHostBuilder UseOrleans(
        this IHostBuilder builder, Action<HostBuilderContext, ISiloBuilder> configure) =>
        builder.ConfigureServices((context, services) =>
        {
            services.AddEmbeddedEngine();
            configure(context, new SiloBuilder(services, context.Configuration));
        });

    public static IHostBuilder UseOrleans(this IHostBuilder builder, Action<ISiloBuilder> configure) =>
        builder.UseOrleans((_, silo) => configure(silo));

    /// <summary>Takes the configuration of a client; the engine of the same host serves it.</summary>
    public static IHostApplicationBuilder UseOrleansClient(
        this IHostApplicationBuilder builder, Action<IClientBuilder> configure)
    {
        configure(new ClientBuilder(builder.Services, builder.Configuration));
        return builder;
    }

    public static IHostBuilder UseOrleansClient(this IHostBuilder builder, Action<IClientBuilder> configure) =>
        builder.ConfigureServices((context, services) =>
            configure(new ClientBuilder(services, context.Configuration)));
}
