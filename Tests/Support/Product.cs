using System.Text;
using Instagram.ApiHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Instagram.Tests.Support;

/// <summary>
/// The whole product over real HTTP, in this process, with a database and a directory of its own. Messages between
/// grains make a round trip through a serializer, passwords cost little, and the outbox is in a hurry.
/// </summary>
public sealed class Product : IAsyncDisposable
{
    private static readonly string[] Always =
    [
        "urls=http://127.0.0.1:0", "Engine:RoundTripMessages=true", "Accounts:PasswordIterations=1000",
        "Outbox:PollSeconds=0.1", "Outbox:RedeliverAfterSeconds=1", "Storage:MaxPoolSize=20",
        "Limits:Enabled=false", "Lease:AnswerSeconds=60", "Refusals:AtLeastMilliseconds=0",
    ];

    private readonly string _database;
    private readonly string[] _settings;
    private readonly TimeProvider _time;
    private readonly ErrorLog _errors = new();
    private readonly RouteRecorder _routes = new();
    private readonly HttpClient _http;
    private WebApplication? _app;
    private Uri? _address;

    private Product(string database, string[] settings, TimeProvider time)
    {
        _database = database;
        _settings =
            [.. Always, $"data={TestDirectories.Fresh()}", $"ConnectionStrings:Main={database}", .. settings];
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false, AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        });
        Nobody = new Visitor(this);
    }

    private Product(Uri address, HttpMessageHandler way)
        : this("", [], TimeProvider.System)
    {
        _address = address;
        _http.Dispose();
        _http = new HttpClient(way);
    }

    public IServiceProvider Services => _app!.Services;

    public Uri Address => _address!;

    /// <summary>A client that is not signed in.</summary>
    public Visitor Nobody { get; }

    public IGrainFactory Grains => Service<IGrainFactory>();

    internal RouteRecorder Routes => _routes;

    /// <summary>With settings of the form <c>Feed:CelebrityThreshold=3</c>.</summary>
    public static Task<Product> Start(params string[] settings) => Start(TimeProvider.System, settings);

    public static async Task<Product> Start(TimeProvider time, params string[] settings)
    {
        var product = new Product(await TestPostgres.NewDatabase(), settings, time);
        await product.Run();
        return product;
    }

    /// <summary>One that runs in other processes: all that there is of it here is the way to it.</summary>
    public static Product Elsewhere(Uri address, HttpMessageHandler way) => new(address, way);

    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A new account; its username starts with <paramref name="name"/>.</summary>
    public async Task<Member> SignUp(string name)
    {
        var username = $"{name}_{Guid.NewGuid():n}"[..Math.Min(30, name.Length + 13)];
        var answer = await Nobody.Post("/api/v1/auth/signup", new
        {
            username, email = $"{username}@example.org", password = Member.Password,
            displayName = char.ToUpperInvariant(name[0]) + name[1..],
        });
        return new Member(this, answer.As<SignedInShape>(201));
    }

    public async Task<Member[]> SignUpMany(string name, int count)
    {
        var members = new List<Member>(count);
        foreach (var some in Enumerable.Range(0, count).Chunk(10))
        {
            members.AddRange(await Task.WhenAll(some.Select(_ => SignUp(name))));
        }
        return [.. members];
    }

    /// <summary>Stops the host and starts another over what it left.</summary>
    public Task Restart() => Restart(() => Task.CompletedTask);

    /// <summary>And in between, with the services of the one that stopped, does <paramref name="meanwhile"/>.</summary>
    public async Task Restart(Func<Task> meanwhile)
    {
        await _app!.StopAsync();
        await meanwhile();
        await _app.DisposeAsync();
        await Run();
    }

    /// <summary>From here on no connection to the database can be opened, as if its server had gone.</summary>
    public async Task LosesItsDatabase()
    {
        var lost = new NpgsqlConnectionStringBuilder(_database);
        var other = new NpgsqlConnectionStringBuilder(_database) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(other.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"drop database {lost.Database} with (force)", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Every answer passes here: none may be a failure of the server's own.</summary>
    internal async Task<Answer> Send(HttpRequestMessage request, bool mayBeBusy = false)
    {
        request.RequestUri = new Uri(Address, request.RequestUri!);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var answer = new Answer(
            $"{request.Method} {request.RequestUri}", response.StatusCode, response.Headers, response.Content.Headers,
            await response.Content.ReadAsByteArrayAsync());
        Assert.True(answer.Status < 500 || (mayBeBusy && answer.Status == 503), $"{answer}\n\n{_errors}");
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        _errors.Dispose();
    }

    private async Task Run()
    {
        var builder = ProductHost.CreateBuilder([.. _settings.Select(setting => "--" + setting)]);
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(_errors);
        builder.Services.AddSingleton(_time);
        builder.Services.AddSingleton<IStartupFilter>(_routes);
        Program.AddServices(builder);
        _app = builder.Build();
        Program.Map(_app);
        await _app.StartAsync();
        _address = new Uri(_app.Urls.Single());
    }
}
