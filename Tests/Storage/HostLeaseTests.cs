using Instagram.Storage;
using Instagram.Storage.Leases;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Instagram.Tests.Storage;

/// <summary>Of the hosts over one database one acts, and none without knowing that it may.</summary>
public sealed class HostLeaseTests : IAsyncLifetime
{
    /// <summary>So that another, which asks all the time, is first.</summary>
    private const int Seldom = 2_000;

    private readonly List<IAsyncDisposable> _open = [];
    private string _database = "";

    public async Task InitializeAsync() => _database = await TestPostgres.NewDatabase(migrated: false);

    public async Task DisposeAsync()
    {
        foreach (var each in Enumerable.Reverse(_open))
        {
            await each.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_second_host_is_refused_with_a_sentence_that_names_the_first()
    {
        var (first, _) = Host();
        await first.StartAsync(default);
        Assert.True(first.IsHeld);

        var (second, secondShards) = Host();
        var refusal = await Assert.ThrowsAsync<HostLeaseException>(() => second.StartAsync(default));

        Assert.Contains($"process {Environment.ProcessId}, since 2", refusal.Message, StringComparison.Ordinal);
        Assert.False(second.IsHeld);
        await Assert.ThrowsAsync<HostLeaseLostException>(() => Answers(secondShards));
    }

    [Fact]
    public async Task A_host_that_waits_has_it_as_soon_as_the_first_is_gone()
    {
        var (first, firstShards) = Host();
        await first.StartAsync(default);
        var (second, secondShards) = Host(wait: true);
        var waiting = second.StartAsync(default);
        Assert.True(await Answers(firstShards));
        Assert.False(waiting.IsCompleted);

        await first.DisposeAsync();

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(await Answers(secondShards));
        await Assert.ThrowsAsync<HostLeaseLostException>(() => Answers(firstShards));
    }

    [Fact]
    public async Task A_host_that_loses_its_session_is_still_and_has_it_again_when_nobody_came_between()
    {
        var (host, shards) = Host();
        await host.StartAsync(default);
        Assert.True(await Answers(shards));

        await LeaseSessions.EndHolders(_database);

        await Eventually.Holds(() => Task.FromResult(host.IsHeld));
        await Eventually.Holds(async () => await Tries(shards));
        Assert.False(host.Ended.IsCompleted);
    }

    [Fact]
    public async Task A_host_whose_databases_another_took_over_says_so_and_does_nothing_any_more()
    {
        var (first, firstShards) = Host(pollMilliseconds: Seldom);
        await first.StartAsync(default);
        var (second, secondShards) = Host(wait: true);
        var waiting = second.StartAsync(default);
        await using var atWork = await firstShards.Directory.OpenConnectionAsync();

        await LeaseSessions.EndHolders(_database);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(await Answers(secondShards));
        Assert.False(first.IsHeld);
        await Assert.ThrowsAsync<HostLeaseLostException>(() => Answers(firstShards));
        // What the first was still at is over as well.
        await using var late = new NpgsqlCommand("select 1", atWork);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => late.ExecuteScalarAsync());
        Assert.Contains("taken over by host", await first.Ended.WaitAsync(TimeSpan.FromSeconds(30)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_databases_another_had_meanwhile_ends_also_when_that_is_gone_again()
    {
        var (first, _) = Host(pollMilliseconds: Seldom);
        await first.StartAsync(default);
        var (second, _) = Host(wait: true);
        var waiting = second.StartAsync(default);
        await LeaseSessions.EndHolders(_database);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));

        await second.DisposeAsync();

        Assert.Contains(
            "Another host had the databases", await first.Ended.WaitAsync(TimeSpan.FromSeconds(30)),
            StringComparison.Ordinal);
        Assert.False(first.IsHeld);
    }

    [Fact]
    public async Task The_session_that_has_the_lease_keeps_no_row_version()
    {
        var (host, _) = Host();
        await host.StartAsync(default);
        await Eventually.Holds(() => LeaseSessions.KeepNoRows(_database));
    }

    private (HostLease Host, ShardMap Shards) Host(bool wait = false, int pollMilliseconds = 20)
    {
        var storage = new StorageOptions { MaxPoolSize = 5, ApplicationName = "lease test" };
        var shards = new ShardMap(_database, storage);
        var options = new HostLeaseOptions { Wait = wait, PollMilliseconds = pollMilliseconds, HeartbeatSeconds = 1 };
        var host = new HostLease(
            shards, Options.Create(storage), Options.Create(options), NullLogger<HostLease>.Instance);
        _open.AddRange([shards, host]);
        return (host, shards);
    }

    private static async Task<bool> Answers(ShardMap shards)
    {
        await using var command = shards.Directory.CreateCommand("select true");
        return await command.ExecuteScalarAsync() is true;
    }

    private static async Task<bool> Tries(ShardMap shards)
    {
        try
        {
            return await Answers(shards);
        }
        catch (NpgsqlException)
        {
            return false;
        }
        catch (HostLeaseLostException)
        {
            return false;
        }
    }
}
