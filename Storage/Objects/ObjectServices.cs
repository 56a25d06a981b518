using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Instagram.Storage.Objects;

internal static class ObjectServices
{
    /// <summary>In S3 where the configuration says anything of it, else on disk.</summary>
    public static void AddObjects(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(S3ObjectOptions.Section).Exists())
        {
            services.AddS3Objects(configuration);
        }
        else
        {
            services.AddDiskObjects(configuration);
        }
    }

    private static void AddS3Objects(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<S3ObjectOptions>()
            .Bind(configuration.GetSection(S3ObjectOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => new ObjectBucket(
            provider.GetRequiredService<IOptions<S3ObjectOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IObjectStore, S3ObjectStore>();
        services.AddHostedService<S3Start>();
    }

    private static void AddDiskObjects(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DiskObjectOptions>()
            .Bind(configuration.GetSection(DiskObjectOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => new DiskObjectStore(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<DiskObjectStore>());
        services.AddSingleton(provider => new DiskUploads(
            provider.GetRequiredService<DiskObjectStore>(),
            provider.GetRequiredService<IOptions<DiskObjectOptions>>().Value,
            provider.GetRequiredService<ILogger<DiskUploads>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<DiskStart>();
    }
}
