using Microsoft.Extensions.Logging;

namespace Instagram.Storage.Postgres;

/// <summary>
/// The server's process and its successors: one that dies is started again, over the same directory and socket, so that
/// a connection string stays true. A server that dies too often, or cannot be started, is given up.
/// </summary>
internal sealed partial class KeptServer : IAsyncDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RestartWindow = TimeSpan.FromMinutes(1);

    private readonly ServerDirectory _directory;
    private readonly string[] _command;
    private readonly PrivatePostgresOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Queue<long> _deaths = new();
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();

    private KeptServer(
        ServerDirectory directory, string[] command, PrivatePostgresOptions options, TimeProvider time, ILogger logger)
    {
        _directory = directory;
        _command = command;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>
    /// Completes when no server runs and none will be started: with null after <see cref="DisposeAsync"/>, else with a
    /// sentence that says why it was given up.
    /// </summary>
    public Task<string?> Ended { get; private set; } = Task.FromResult<string?>(null);

    /// <summary>Returns when the server accepts connections.</summary>
    public static async Task<KeptServer> Start(
        ServerDirectory directory,
        string[] command,
        PrivatePostgresOptions options,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var kept = new KeptServer(directory, command, options, time, logger);
        kept.Ended = kept.Keep(await kept.Launch(cancellationToken));
        return kept;
    }

    public async ValueTask DisposeAsync()
    {
        _stop.TrySetResult();
        await _stopping.CancelAsync();
        await Ended;
        _stopping.Dispose();
    }

    private async Task<string?> Keep(SupervisedProcess server)
    {
        while (true)
        {
            await Task.WhenAny(server.Exited, _stop.Task);
            if (_stop.Task.IsCompleted)
            {
                await server.Stop(TimeSpan.FromSeconds(_options.StopTimeoutSeconds));
                await server.DisposeAsync();
                return null;
            }
            await server.DisposeAsync();
            LogDied(_logger, _directory.Cluster);
            if (DiesTooOften())
            {
                return $"PostgreSQL died more than {_options.RestartsPerMinute} times within a minute; "
                    + $"see '{_directory.LogFile}' and the system's log.";
            }
            try
            {
                server = await Restart();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception failure)
            {
                return failure is PrivatePostgresException
                    ? failure.Message
                    : $"PostgreSQL died and could not be started again: {failure.Message}";
            }
            LogRestarted(_logger, _directory.Cluster);
        }
    }

    private bool DiesTooOften()
    {
        _deaths.Enqueue(_time.GetTimestamp());
        while (_time.GetElapsedTime(_deaths.Peek()) > RestartWindow)
        {
            _deaths.Dequeue();
        }
        return _deaths.Count > _options.RestartsPerMinute;
    }

    private async Task<SupervisedProcess> Restart()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(_options.StartTimeoutSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopping.Token);
        try
        {
            await _directory.ClearOrphan(_time, either.Token);
            return await Launch(either.Token);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            throw new PrivatePostgresException(
                $"PostgreSQL died and was not ready again within {_options.StartTimeoutSeconds} s; "
                + $"see '{_directory.LogFile}'.");
        }
    }

    /// <summary>
    /// The processes of a server that was killed may hold its memory for a moment longer; then a new one gives up at
    /// once, and is tried again until the time is over.
    /// </summary>
    private async Task<SupervisedProcess> Launch(CancellationToken cancellationToken)
    {
        var account = ServerAccount.OwnerOf(_directory.Cluster);
        while (true)
        {
            var log = new ServerLog(_directory.LogFile, _options.LogMegabytes * 1024L * 1024);
            var server = SupervisedProcess.Start(_directory.Cluster, account, _command, log);
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
                    $"PostgreSQL did not start ({complaint}); see '{_directory.LogFile}'.");
            }
            await Task.Delay(RetryInterval, _time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Private PostgreSQL in {Directory} died")]
    private static partial void LogDied(ILogger logger, string directory);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Private PostgreSQL in {Directory} was started again")]
    private static partial void LogRestarted(ILogger logger, string directory);
}
