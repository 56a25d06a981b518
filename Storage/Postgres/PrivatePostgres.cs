using System.Text;
using Instagram.Storage.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using Npgsql;

namespace Instagram.Storage.Postgres;

/// <summary>
/// A PostgreSQL server of this instance's own, for a machine without one: the machine's binaries, a directory under the
/// data directory, a unix socket and no port. It lives as long as its host: stopped with it, ended by its supervisor
/// when the host is killed, recovered at the next start.
/// </summary>
public sealed partial class PrivatePostgres : IAsyncDisposable
{
    internal const string UserName = "instagram";

    private const string DatabaseName = "instagram";
    private const int MaxSocketPathBytes = 107;
    private const string NotThere = "3D000";

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(50);

    private readonly ServerDirectory _directory;
    private readonly SafeFileHandle _cluster;
    private readonly SupervisedProcess _server;
    private readonly TimeSpan _stopTimeout;
    private readonly ILogger _logger;
    private int _disposed;

    private PrivatePostgres(
        ServerDirectory directory, SupervisedProcess server, TimeSpan stopTimeout, ILogger logger)
    {
        _directory = directory;
        _server = server;
        _stopTimeout = stopTimeout;
        _logger = logger;
        _cluster = Posix.OpenDirectory(directory.Cluster);
        ConnectionString = ConnectionTo(DatabaseName);
    }

    /// <summary>
    /// For this process and, unless the path is too long for a socket, for others of the same user or root.
    /// </summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Completes when the server has ended, which before <see cref="DisposeAsync"/> it does not by itself.
    /// </summary>
    public Task Exited => _server.Exited;

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
            var logBytes = options.LogMegabytes * 1024L * 1024;
            if (directory.Exists)
            {
                await directory.ClearOrphan(time, either.Token);
            }
            else
            {
                await directory.Create(binaries, logBytes, either.Token);
            }
            string[] command =
                [binaries.Server, "-D", SupervisedProcess.DataDirectory, .. ServerSettings.Arguments(options)];
            var server = await Launch(directory, command, logBytes, time, either.Token);
            postgres = new PrivatePostgres(
                directory, server, TimeSpan.FromSeconds(options.StopTimeoutSeconds), logger);
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
        await _server.Stop(_stopTimeout);
        await _server.DisposeAsync();
        _cluster.Dispose();
        _directory.Dispose();
        LogStopped(_logger, _directory.Cluster);
    }

    /// <summary>
    /// The processes of a server that was killed may hold its memory for a moment longer; then a new one gives up at
    /// once, and is tried again until the time is over.
    /// </summary>
    private static async Task<SupervisedProcess> Launch(
        ServerDirectory directory,
        string[] command,
        long logBytes,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var account = ServerAccount.OwnerOf(directory.Cluster);
        while (true)
        {
            var log = new ServerLog(directory.LogFile, logBytes);
            var server = SupervisedProcess.Start(directory.Cluster, account, command, log);
            try
            {
                await Task.WhenAny(log.Ready, server.Exited).WaitAsync(cancellationToken);
                if (!server.HasExited)
                {
                    return server;
                }
                await server.WaitForExit(cancellationToken);
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
            var complaint = log.Complaint();
            await server.DisposeAsync();
            if (!complaint.Contains("still in use", StringComparison.Ordinal))
            {
                throw new PrivatePostgresException(
                    $"PostgreSQL did not start ({complaint}); see '{directory.LogFile}'.");
            }
            await Task.Delay(RetryInterval, time, cancellationToken);
        }
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
