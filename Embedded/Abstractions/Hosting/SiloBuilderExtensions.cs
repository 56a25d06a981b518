using Instagram.Embedded;
using Instagram.Embedded.Persistence;
using Instagram.Embedded.Reminders;
using Instagram.Embedded.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;
using Orleans.Streams;

namespace Orleans.Hosting;

public static class SiloBuilderExtensions
{
    /// <summary>Accepted for source compatibility: one process needs no membership.</summary>
    public static ISiloBuilder UseLocalhostClustering(this ISiloBuilder builder) => builder;

    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configure)
        where TOptions : class
    {
        builder.Services.Configure(configure);
        return builder;
    }

    public static ISiloBuilder ConfigureServices(this ISiloBuilder builder, Action<IServiceCollection> configure)
    {
        configure(builder.Services);
        return builder;
    }

    public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name)
    {
        builder.Services.AddKeyedSingleton<IGrainStorage, MemoryGrainStorage>(name);
        return builder;
    }

    public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder) =>
        builder.AddMemoryGrainStorage("Default");

    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name)
    {
        builder.Services.AddKeyedSingleton<IStreamProvider, MemoryStreamProvider>(name);
        return builder;
    }

    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton<IReminderTable, MemoryReminderTable>();
        return builder;
    }
}
