using Instagram.Storage;
using Instagram.Storage.GrainStates;
using Instagram.Storage.Objects;
using Instagram.Storage.Postgres;
using Instagram.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Instagram.Tests.Storage;

public sealed class StorageServicesTests
{
    [Fact]
    public async Task A_host_without_a_database_gets_its_own_and_finds_everything_again()
    {
        var data = TestDirectories.Fresh();

        await InHost(data, [], async services =>
        {
            await services.GetRequiredService<GrainStateStore>().Write("user", "7", "profile", new byte[] { 1 }, null);
            await services.GetRequiredService<IObjectStore>().Put("media/1", new byte[] { 2 }, "image/webp");
        });

        await InHost(data, [], async services =>
        {
            Assert.NotNull(await services.GetRequiredService<GrainStateStore>().Read("user", "7", "profile"));
            Assert.NotNull(await services.GetRequiredService<IObjectStore>().Head("media/1"));
        });
        Assert.True(Directory.Exists(Path.Combine(data, "postgres")));
    }

    [Fact]
    public async Task A_host_with_a_connection_string_starts_no_server()
    {
        var data = TestDirectories.Fresh();
        var database = await TestPostgres.NewDatabase(migrated: false);

        await InHost(data, [new("ConnectionStrings:Main", database)], async services =>
            Assert.Null(await services.GetRequiredService<GrainStateStore>().Read("user", "7", "profile")));

        Assert.False(Directory.Exists(Path.Combine(data, "postgres")));
    }

    [Theory]
    [InlineData("Storage:MaxPoolSize", "0")]
    [InlineData("Storage:CommandTimeoutSeconds", "-1")]
    [InlineData("ObjectStore:Disk:ReservedMegabytes", "-1")]
    public async Task A_setting_out_of_range_stops_the_start(string name, string value)
    {
        var database = await TestPostgres.NewDatabase(migrated: false);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => InHost(
            TestDirectories.Fresh(),
            [new("ConnectionStrings:Main", database), new(name, value)],
            _ => Task.CompletedTask));

        Assert.Contains(name.Split(':')[^1], refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_of_the_private_server_out_of_range_is_named()
    {
        var refusal = await Assert.ThrowsAsync<PrivatePostgresException>(() => InHost(
            TestDirectories.Fresh(), [new("PrivatePostgres:MaxConnections", "1")], _ => Task.CompletedTask));

        Assert.Contains("MaxConnections", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task InHost(
        string data, IEnumerable<KeyValuePair<string, string?>> settings, Func<IServiceProvider, Task> use)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("data", data), .. settings]);
        await using var postgres = await builder.Configuration.StartPrivatePostgres(NullLogger.Instance);
        builder.Services.AddStorage(builder.Configuration);
        using var host = builder.Build();
        await host.StartAsync();
        await use(host.Services);
        await host.StopAsync();
    }
}
