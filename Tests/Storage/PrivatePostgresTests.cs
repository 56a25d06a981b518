using System.Diagnostics;
using System.Globalization;
using Instagram.Storage.Postgres;
using Instagram.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Instagram.Tests.Storage;

public sealed class PrivatePostgresTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_row_survives_a_stop_and_a_start()
    {
        var directory = TestDirectories.Fresh();
        await using (var first = await Start(directory))
        {
            await Execute(first.ConnectionString, "create table kept (x integer); insert into kept values (1)");
        }

        await using var second = await Start(directory);

        Assert.Equal(1L, await Execute(second.ConnectionString, "select count(*) from kept"));
    }

    [Fact]
    public async Task What_was_acknowledged_is_on_the_disk_and_checked_when_read()
    {
        await using var postgres = await Start(TestDirectories.Fresh());

        foreach (var setting in (string[])["fsync", "full_page_writes", "synchronous_commit", "data_checksums"])
        {
            Assert.Equal("on", await Execute(postgres.ConnectionString, $"show {setting}"));
        }
        Assert.Equal("UTF8", await Execute(postgres.ConnectionString, "show server_encoding"));
    }

    [Fact]
    public async Task It_listens_on_no_port_and_others_cannot_enter_its_directory()
    {
        var directory = TestDirectories.Fresh();

        await using var postgres = await Start(directory);

        Assert.Equal("", await Execute(postgres.ConnectionString, "show listen_addresses"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(directory, "postgres")));
    }

    [Fact]
    public async Task A_path_longer_than_a_socket_name_may_be_works()
    {
        var directory = Path.Combine(TestDirectories.Fresh(), new string('a', 120), new string('b', 120));

        await using var postgres = await Start(directory);

        Assert.Equal(1, await Execute(postgres.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_second_host_on_the_same_data_is_refused()
    {
        var directory = TestDirectories.Fresh();
        await using var first = await Start(directory);

        var refusal = await Assert.ThrowsAsync<PrivatePostgresException>(() => Start(directory));

        Assert.Contains("Another instance runs", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Execute(first.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task Stopping_twice_is_harmless_and_leaves_no_process()
    {
        var directory = TestDirectories.Fresh();
        var postgres = await Start(directory);
        var server = ServerOf(directory);

        await postgres.DisposeAsync();
        await postgres.DisposeAsync();

        Assert.Null(await postgres.Ended.WaitAsync(Patience));
        Assert.False(Directory.Exists($"/proc/{server}"));
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why()
    {
        var directory = TestDirectories.Fresh();
        var options = Options(directory);
        options.Settings["shared_buffers"] = "nonsense";

        var failure = await Assert.ThrowsAsync<PrivatePostgresException>(
            () => PrivatePostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System));

        Assert.Contains("shared_buffers", failure.Message, StringComparison.Ordinal);
        await using var repaired = await Start(directory);
        Assert.Equal(1, await Execute(repaired.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_first_start_that_was_interrupted_is_done_again()
    {
        var directory = TestDirectories.Fresh();
        var unfinished = Directory.CreateDirectory(Path.Combine(directory, "postgres.new")).FullName;
        await File.WriteAllTextAsync(Path.Combine(unfinished, "PG_VERSION"), "15\n");

        await using var postgres = await Start(directory);

        Assert.Equal(1, await Execute(postgres.ConnectionString, "select 1"));
        Assert.False(Directory.Exists(unfinished));
    }

    [Fact]
    public async Task A_killed_host_leaves_no_server_and_loses_no_row()
    {
        var directory = TestDirectories.Fresh();
        using var host = ChildProcess.Start(PrivatePostgresHost.Program, directory);
        var server = await ServerOf(host);

        host.Kill();

        await Gone(server);
        await using var next = await Start(directory);
        Assert.Equal(1L, await Execute(next.ConnectionString, "select count(*) from kept"));
    }

    [Fact]
    public async Task A_killed_supervisor_leaves_no_server_either()
    {
        var directory = TestDirectories.Fresh();
        using var host = ChildProcess.Start(PrivatePostgresHost.Program, directory);
        var server = await ServerOf(host);
        using var supervisor = Process.GetProcessById(ParentOf(server));

        supervisor.Kill();
        host.Kill();

        await Gone(server);
        await using var next = await Start(directory);
        Assert.Equal(1L, await Execute(next.ConnectionString, "select count(*) from kept"));
    }

    [Fact]
    public async Task A_start_right_after_a_kill_waits_for_the_old_server()
    {
        var directory = TestDirectories.Fresh();
        using var host = ChildProcess.Start(PrivatePostgresHost.Program, directory);
        await ServerOf(host);
        host.Kill();
        await host.WaitForExitAsync();

        await using var next = await Start(directory);

        Assert.Equal(1L, await Execute(next.ConnectionString, "select count(*) from kept"));
    }

    [Fact]
    public async Task A_killed_server_is_started_again_at_the_same_address()
    {
        var directory = TestDirectories.Fresh();
        await using var postgres = await Start(directory);
        await Execute(postgres.ConnectionString, "create table kept (x integer); insert into kept values (1)");
        var killed = ServerOf(directory);

        using (var server = Process.GetProcessById(killed))
        {
            server.Kill();
        }

        Assert.Equal(1L, await ExecuteOnceBack(postgres, "select count(*) from kept"));
        Assert.NotEqual(killed, ServerOf(directory));
        Assert.False(postgres.Ended.IsCompleted);
    }

    [Fact]
    public async Task A_server_that_dies_too_often_is_given_up_and_recovered_by_the_next_start()
    {
        var directory = TestDirectories.Fresh();
        var options = Options(directory);
        options.RestartsPerMinute = 0;
        await using (var first = await PrivatePostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System))
        {
            await Execute(first.ConnectionString, "create table kept (x integer); insert into kept values (1)");
            using var server = Process.GetProcessById(ServerOf(directory));
            server.Kill();
            Assert.Contains("died", await first.Ended.WaitAsync(Patience), StringComparison.Ordinal);
        }

        await using var second = await Start(directory);

        Assert.Equal(1L, await Execute(second.ConnectionString, "select count(*) from kept"));
    }

    [Fact]
    public async Task A_stale_process_number_that_another_program_has_now_is_no_hindrance()
    {
        var directory = TestDirectories.Fresh();
        await (await Start(directory)).DisposeAsync();
        // This very process is alive and is no server.
        foreach (var file in (string[])["postmaster.pid", ".s.PGSQL.5432.lock"])
        {
            await File.WriteAllTextAsync(
                Path.Combine(directory, "postgres", file),
                string.Create(
                    CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n/elsewhere\n1\n5432\n\n\n0 0\n"));
        }

        await using var next = await Start(directory);

        Assert.Equal(1, await Execute(next.ConnectionString, "select 1"));
    }

    private static PrivatePostgresOptions Options(string directory) =>
        new() { DataDirectory = directory, SharedBuffersMegabytes = 16 };

    private static Task<PrivatePostgres> Start(string directory) =>
        PrivatePostgres.StartAsync(Options(directory), NullLogger.Instance, TimeProvider.System);

    private static async Task<object?> Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Asks until the server is there again.</summary>
    private static async Task<object?> ExecuteOnceBack(PrivatePostgres postgres, string sql)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await Execute(postgres.ConnectionString, sql);
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(started) < Patience)
            {
                Assert.False(postgres.Ended.IsCompleted);
            }
        }
    }

    private static int ServerOf(string directory) => int.Parse(
        File.ReadLines(Path.Combine(directory, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static async Task<int> ServerOf(Process host)
    {
        var line = await host.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Assert.StartsWith(PrivatePostgresHost.Ready, line, StringComparison.Ordinal);
        return int.Parse(line![PrivatePostgresHost.Ready.Length..], CultureInfo.InvariantCulture);
    }

    private static int ParentOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status")
            .First(each => each.StartsWith("PPid:", StringComparison.Ordinal));
        return int.Parse(line["PPid:".Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>Fails unless the process ends within the 5 s that are promised, with air for a busy machine.</summary>
    private static async Task Gone(int process)
    {
        try
        {
            using var server = Process.GetProcessById(process);
            await server.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (ArgumentException)
        {
            // It has gone already.
        }
    }
}
