using Instagram.Grains;
using Instagram.Grains.Feed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Instagram.Silo.Engine;

/// <summary>
/// Microsoft Orleans, clustered over the same PostgreSQL; its tables are made by Orleans' own scripts.
/// </summary>
internal static class EngineSetup
{
    private const string Invariant = "Npgsql";

    /// <summary>
    /// None: the cluster's membership sees to it that a grain is in one silo, and silos share databases.
    /// </summary>
    public static void AddHostLease(this IServiceCollection services)
    {
    }

    public static void AddEngine(this IHostApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("Main");
        builder.Services.Configure<FeedOptions>(feeds => feeds.OneSilo = false);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = builder.Configuration["Cluster:Id"] ?? "instagram";
                options.ServiceId = builder.Configuration["Cluster:ServiceId"] ?? "instagram";
            });
            silo.UseAdoNetClustering(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            });
            silo.AddAdoNetGrainStorage(GrainStorageNames.Default, options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            });
            silo.UseAdoNetReminderService(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            });
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(Streams.Provider);
        });
    }
}
