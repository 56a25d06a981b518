using Instagram.Media.Vips;
using Instagram.Storage;
using Instagram.Storage.Leases;
using Instagram.Storage.Postgres;

namespace Instagram.ApiHost;

/// <summary>The life of the process: what it needs first, then the host, then what it leaves behind.</summary>
public static class ProductHost
{
    private const int CannotStart = 1;

    /// <summary>
    /// 0 when it was stopped; 1 with one sentence on standard error when it could not start or lost its own database.
    /// </summary>
    public static async Task<int> Run(
        string[] args, Action<WebApplicationBuilder> addServices, Action<WebApplication> map)
    {
        if (VipsRuntime.Check() is { } missing)
        {
            return Refuse(missing);
        }
        PrivatePostgres? postgres = null;
        try
        {
            var builder = CreateBuilder(args);
            using var log = LoggerFactory.Create(logging => logging.AddConsole().AddConfiguration(
                builder.Configuration.GetSection("Logging")));
            postgres = await builder.Configuration.StartPrivatePostgres(log.CreateLogger<PrivatePostgres>());
            addServices(builder);
            await using var app = builder.Build();
            map(app);
            var lease = app.Services.GetService<HostLease>();
            _ = StopWithout(postgres, app.Lifetime);
            _ = StopWithout(lease, app.Lifetime);
            await app.RunAsync();
            return postgres is { Ended.IsCompleted: true } && await postgres.Ended is { } lost ? Refuse(lost)
                : lease is { Ended.IsCompleted: true } ? Refuse(await lease.Ended)
                : 0;
        }
        catch (OperationCanceledException)
        {
            // Stopped before it had started, as a standby is.
            return 0;
        }
        catch (Exception failure) when (StartFailure.Explain(failure) is { } sentence)
        {
            return Refuse(sentence);
        }
        finally
        {
            if (postgres is not null)
            {
                await postgres.DisposeAsync();
            }
        }
    }

    /// <summary>
    /// Without its database the host can do nothing; who runs it sees that it ended, and may start it again.
    /// </summary>
    private static async Task StopWithout(PrivatePostgres? postgres, IHostApplicationLifetime host)
    {
        if (postgres is not null && await postgres.Ended is not null)
        {
            host.StopApplication();
        }
    }

    private static async Task StopWithout(HostLease? lease, IHostApplicationLifetime host)
    {
        if (lease is not null)
        {
            await lease.Ended;
            host.StopApplication();
        }
    }

    internal static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // The web client and the settings are beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration["urls"] ??= "http://127.0.0.1:8080";
        OutageLog.AddTo(builder.Services);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(8));
        return builder;
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return CannotStart;
    }
}
