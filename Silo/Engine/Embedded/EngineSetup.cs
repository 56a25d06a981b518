using Instagram.Embedded;
using Instagram.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Storage;

namespace Instagram.Silo.Engine;

/// <summary>The in-process engine over this instance's own tables.</summary>
internal static class EngineSetup
{
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
