using System.Net;
using Instagram.ApiHost;
using Instagram.Storage;
using Instagram.Storage.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Bench;

/// <summary>The product in this process, with its private PostgreSQL in a directory that goes away.</summary>
internal sealed class BenchProduct(WebApplication app, PrivatePostgres postgres, string data) : IAsyncDisposable
{
    public Uri Address => new(app.Urls.Single());

    public IGrainFactory Grains => Service<IGrainFactory>();

    public static async Task<BenchProduct> Start(params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("instagram-bench-").FullName;
        var builder = ProductHost.CreateBuilder(
        [
            "--data", data, "--urls", $"http://{IPAddress.Loopback}:0",
            "--Limits:Enabled", "false",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning", .. settings,
        ]);
        var postgres = await builder.Configuration.StartPrivatePostgres(NullLogger.Instance)
            ?? throw new InvalidOperationException("A connection string is set; the bench wants a server of its own.");
        Instagram.ApiHost.Program.AddServices(builder);
        var app = builder.Build();
        Instagram.ApiHost.Program.Map(app);
        await app.StartAsync();
        return new BenchProduct(app, postgres, data);
    }

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await postgres.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
