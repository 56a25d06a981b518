using Instagram.Storage.GrainStates;
using Instagram.Storage.Migrations;
using Instagram.Storage.Objects;
using Instagram.Storage.Postgres;
using Instagram.Storage.Reminders;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Instagram.Storage;

/// <summary>How a host gets its storage: first the server, before the host is built, then the services.</summary>
public static class StorageServices
{
    private const string MainConnection = "ConnectionStrings:Main";

    /// <summary>
    /// Starts the private server unless the configuration names one, and enters it there. The caller disposes it after
    /// the host, so that it outlives the last statement of the last service.
    /// </summary>
    public static async Task<PrivatePostgres?> StartPrivatePostgres(
        this IConfigurationManager configuration, ILogger logger, CancellationToken cancellationToken = default)
    {
        if (!string.IsNullOrEmpty(configuration[MainConnection]))
        {
            return null;
        }
        var options = new PrivatePostgresOptions { DataDirectory = DataDirectory(configuration) };
        configuration.GetSection(PrivatePostgresOptions.Section).Bind(options);
        new DataAnnotationValidateOptions<PrivatePostgresOptions>(null).Validate(null, options).ThrowIfFailed();
        var postgres = await PrivatePostgres.StartAsync(options, logger, TimeProvider.System, cancellationToken);
        configuration.AddInMemoryCollection([new(MainConnection, postgres.ConnectionString)]);
        return postgres;
    }

    /// <summary>
    /// The databases, the objects and what the engine keeps. Call it before anything that reads the database when it
    /// starts: hosted services start in the order of their registration, and the first one here migrates.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .Configure(options => options.DataDirectory = DataDirectory(configuration))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => ShardMap.From(
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddSingleton<SnowflakeIds>();
        services.AddSingleton(provider => new Migrator(
            provider.GetRequiredService<ShardMap>(),
            provider.GetRequiredService<ILogger<Migrator>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<GrainStateStore>();
        services.AddSingleton<ReminderStore>();
        services.AddHostedService<StorageStart>();
        services.AddObjects(configuration);
        return services;
    }

    /// <summary>The key <c>data</c>, so that <c>--data DIR</c> is all that a command line needs.</summary>
    private static string DataDirectory(IConfiguration configuration) =>
        configuration["data"]
        ?? configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.DataDirectory)}"]
        ?? new StorageOptions().DataDirectory;

    private static void ThrowIfFailed(this ValidateOptionsResult result)
    {
        if (result.Failed)
        {
            throw new PrivatePostgresException($"{PrivatePostgresOptions.Section}: {result.FailureMessage}");
        }
    }
}
