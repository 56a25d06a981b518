using System.Text;
using Instagram.Storage.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using Npgsql;

namespace Instagram.Storage.Postgres;

/// <summary>
/// A PostgreSQL server of this instance's own, for a machine without one: the machine's binaries, a directory under the
/// data directory, a unix socket and no port. It lives as long as its host: started again when it dies, stopped with
/// its host, ended by its supervisor when the host is killed, recovered at the next start.
/// </summary>
public sealed partial class PrivatePostgres : IAsyncDisposable
{
    internal const string UserName = "instagram";

    private const string DatabaseName = "instagram";
    private const int MaxSocketPathBytes = 107;
    private const string NotThere = "3D000";

    private readonly ServerDirectory _directory;
    private readonly SafeFileHandle _cluster;
    private readonly KeptServer _server;
    private readonly ILogger _logger;
    private int _disposed;

    private PrivatePostgres(ServerDirectory directory, KeptServer server, ILogger logger)
    {
        _directory = directory;
        _server = server;
        _logger = logger;
        _cluster = Posix.OpenDirectory(directory.Cluster);
        ConnectionString = ConnectionTo(DatabaseName);
    }

    /// <summary>
    /// For this process and, unless the path is too long for a socket, for others of the same user or root.
    /// </summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Completes when the server has ended for good: with null after <see cref="DisposeAsync"/>, else with a sentence
    /// that says why it cannot be kept running.
    /// </summary>
    public Task<string?> Ended => _server.Ended;

    /// <exception cref="PrivatePostgresException">It cannot run, and why.</exception>
    public static async Task<PrivatePostgres> StartAsync(
        PrivatePostgresOptions options,
        ILogger logger,
        TimeProvider time,
        CancellationToken cancellationToken = default)
    {
        var start = time.GetTimestamp();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.StartTimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var directory = ServerDirectory.Hold(options.DataDirectory);
        PrivatePostgres? postgres = null;
        try
        {
            var binaries = PostgresBinaries.Find(directory.Version);
            if (directory.Exists)
            {
                await directory.ClearOrphan(time, either.Token);
            }
            else
            {
                await directory.Create(binaries, options.LogMegabytes * 1024L * 1024, either.Token);
            }
            string[] command =
                [binaries.Server, "-D", SupervisedProcess.DataDirectory, .. ServerSettings.Arguments(options)];
            var server = await KeptServer.Start(directory, command, options, time, logger, either.Token);
            postgres = new PrivatePostgres(directory, server, logger);
            await postgres.RequireDatabase(either.Token);
            var duration = time.GetElapsedTime(start);
            LogStarted(logger, binaries.Version, directory.Cluster, duration);
            return postgres;
        }
        catch (Exception failure)
        {
            await (postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
            directory.Dispose();
            if (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new PrivatePostgresException(
                    $"PostgreSQL was not ready within {options.StartTimeoutSeconds} s; see '{directory.LogFile}'.");
            }
            throw;
        }
    }

    /// <summary>Stops the server; connections to it must not be in use any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }
        await _server.DisposeAsync();
        _cluster.Dispose();
        _directory.Dispose();
        LogStopped(_logger, _directory.Cluster);
    }

    private async Task RequireDatabase(CancellationToken cancellationToken)
    {
        try
        {
            await using var direct = new NpgsqlConnection(ConnectionString + ";Pooling=false");
            await direct.OpenAsync(cancellationToken);
        }
        catch (PostgresException missing) when (missing.SqlState == NotThere)
        {
            await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false");
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"create database {DatabaseName}", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private string ConnectionTo(string database)
    {
        var socket = Path.Combine(_directory.Cluster, $".s.PGSQL.{ServerSettings.Port}");
        var host = Encoding.UTF8.GetByteCount(socket) <= MaxSocketPathBytes
            ? _directory.Cluster
            : $"/proc/self/fd/{_cluster.DangerousGetHandle()}";
        return new NpgsqlConnectionStringBuilder
        {
            Host = host,
            Port = ServerSettings.Port,
            Username = UserName,
            Database = database,
        }.ConnectionString;
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Private PostgreSQL {Version} runs in {Directory}, ready after {Duration}")]
    private static partial void LogStarted(ILogger logger, int version, string directory, TimeSpan duration);

    [LoggerMessage(Level = LogLevel.Information, Message = "Private PostgreSQL in {Directory} stopped")]
    private static partial void LogStopped(ILogger logger, string directory);
}
