using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;

namespace Instagram.Embedded.Hosting;

internal static class EngineServices
{
    internal static void AddEmbeddedEngine(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(Engine)))
        {
            return;
        }

        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Engine>();
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<Engine>().Factory);
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<Engine>().Factory);
        services.AddHostedService<EngineHost>();
        AddOptions(services);
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddOptions<EmbeddedEngineOptions>().ValidateOnStart()
            .Validate(
                options => options is { MaxActivations: > 0, MaxWaitingRequests: > 0 }
                    && options.StopTimeout > TimeSpan.Zero && options.TimeoutQuantum > TimeSpan.Zero,
                "EmbeddedEngineOptions: every bound and time must be above zero.");
        services.AddOptions<GrainCollectionOptions>().ValidateOnStart()
            .Validate(
                options => options.CollectionQuantum > TimeSpan.Zero && options.CollectionAge > TimeSpan.Zero
                    && options.ActivationTimeout > TimeSpan.Zero && options.DeactivationTimeout > TimeSpan.Zero,
                "GrainCollectionOptions: every time must be above zero.");
        services.AddOptions<SiloMessagingOptions>().ValidateOnStart()
            .Validate(
                options => options.ResponseTimeout > TimeSpan.Zero,
                "SiloMessagingOptions: ResponseTimeout must be above zero.");
        services.AddOptions<EmbeddedReminderOptions>().ValidateOnStart()
            .Validate(
                options => options is { BatchSize: > 0, MaxConcurrentTicks: > 0 }
                    && options.PollPeriod > TimeSpan.Zero && options.MinimumPeriod > TimeSpan.Zero,
                "EmbeddedReminderOptions: every bound and time must be above zero.");
    }
}
