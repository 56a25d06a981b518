using System.Data.Common;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Instagram.Storage.Leases;

/// <summary>
/// The right of one host to act on its databases, for an engine whose grains live in one process. It is taken before
/// anything else starts and given back after everything else has stopped. Without it no connection is made, so that
/// neither a request nor a timer can write; who takes it over first ends what the former holder was still at.
/// </summary>
public sealed partial class HostLease(
    ShardMap shards, IOptions<StorageOptions> storage, IOptions<HostLeaseOptions> lease, ILogger<HostLease> logger)
    : IHostedService, IAsyncDisposable, IDisposable
{
    /// <summary>The server measures by this clock too, whatever time it is in the product.</summary>
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly HostLeaseOptions _options = lease.Value;
    private readonly Guid _host = Guid.NewGuid();
    private readonly LeaseName[] _names = [.. shards.All.Select(_ => LeaseName.Mine())];
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private volatile LeaseSession[] _sessions = [];
    private long _confirmedAt;
    private Task _keeping = Task.CompletedTask;
    private int _disposed;

    /// <summary>Also false when it could not be confirmed for so long that another host may have it.</summary>
    public bool IsHeld =>
        _sessions.Length > 0 && Clock.GetElapsedTime(Volatile.Read(ref _confirmedAt)) < _options.Validity;

    /// <summary>
    /// Completes with a sentence when another host has had the databases meanwhile: what this one remembers may be
    /// wrong, so it has to end.
    /// </summary>
    public Task<string> Ended => _ended.Task;

    /// <exception cref="HostLeaseException">Another host has it, and this one is not to wait.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        shards.Admit(Admit);
        var attempt = await TryTake(cancellationToken);
        if (attempt.Holder is { } holder)
        {
            if (!_options.Wait)
            {
                throw new HostLeaseException(
                    $"Database '{holder.Database}' is in use by {holder}. Two hosts of the embedded engine cannot "
                    + "share a database: stop that one, or stand by for it with --Lease:Wait true.");
            }
            LogWaiting(holder.Database, holder);
            attempt = await WaitForIt(cancellationToken);
        }
        Hold(attempt);
        _keeping = Keep(_stop.Token);
    }

    /// <summary>Others stop later, and write while they do; see <see cref="DisposeAsync"/>.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _stop.CancelAsync();
            await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await GiveUp();
            _stop.Dispose();
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Of every database or none.</summary>
    private async Task<Attempt> TryTake(CancellationToken ct)
    {
        var at = Clock.GetTimestamp();
        var taken = new List<LeaseSession>();
        try
        {
            // In the same order for all, so that of two hosts one gets everything.
            foreach (var (connectionString, name) in shards.ConnectionStrings.Zip(_names))
            {
                var (session, holder) = await LeaseSession.TryTake(connectionString, name, _options, ct);
                if (session is null)
                {
                    return new Attempt([], at, false, holder);
                }
                taken.Add(session);
            }
            foreach (var session in taken)
            {
                await session.EndOthersNamed(storage.Value.ApplicationName, ct);
            }
            var had = new Attempt([.. taken], at, await taken[0].IsStillMine(_host, ct), null);
            taken.Clear();
            return had;
        }
        finally
        {
            await Close(taken);
        }
    }

    private void Hold(Attempt attempt)
    {
        Volatile.Write(ref _confirmedAt, attempt.At);
        _sessions = attempt.Sessions;
    }

    /// <summary>A standby waits out an outage of the server as well.</summary>
    private async Task<Attempt> WaitForIt(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(_options.PollMilliseconds, ct);
            try
            {
                if (await TryTake(ct) is { Holder: null } had)
                {
                    LogTaken();
                    return had;
                }
            }
            catch (Exception failure) when (IsOutage(failure))
            {
                LogUnreachable(failure.Message);
            }
        }
    }

    private async Task Keep(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Heartbeat(ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                LogLost(failure.Message);
                await GiveUp();
                if (await TakeAgain(ct) is { } sentence)
                {
                    _ended.TrySetResult(sentence);
                    return;
                }
            }
        }
    }

    private async Task Heartbeat(CancellationToken ct)
    {
        // The first that breaks ends the rest: a server that goes away says so at once.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sessions = _sessions;
        var rests = sessions.Select(session => session.Rest(either.Token)).ToArray();
        try
        {
            await foreach (var rest in Task.WhenEach(rests))
            {
                await rest;
            }
        }
        finally
        {
            await either.CancelAsync();
            await Task.WhenAll(rests).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        var at = Clock.GetTimestamp();
        await Task.WhenAll(sessions.Select(session => session.Confirm(ct)));
        Volatile.Write(ref _confirmedAt, at);
    }

    /// <summary>Null when this host has it again and nobody had it between; else why it has to end.</summary>
    private async Task<string?> TakeAgain(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(_options.PollMilliseconds, ct);
            try
            {
                switch (await TryTake(ct))
                {
                    case { Holder: { Name: not null } holder }:
                        return $"Database '{holder.Database}' was taken over by {holder}.";
                    case { Holder: null, WasMine: true } had:
                        Hold(had);
                        LogTaken();
                        return null;
                    case { Holder: null } had:
                        await Close(had.Sessions);
                        return "Another host had the databases while this one was cut off from them: start it again.";
                }
            }
            catch (Exception failure) when (IsOutage(failure))
            {
                LogUnreachable(failure.Message);
            }
        }
    }

    private async Task GiveUp()
    {
        var sessions = Interlocked.Exchange(ref _sessions!, []);
        shards.Clear();
        await Close(sessions);
    }

    private static async Task Close(IEnumerable<LeaseSession> sessions)
    {
        foreach (var session in sessions)
        {
            await session.DisposeAsync();
        }
    }

    /// <summary>
    /// By this host's own knowledge, and by the server's: between its restart and this host's learning of it, another
    /// may have come.
    /// </summary>
    private async Task Admit(int place, NpgsqlConnection connection)
    {
        if (_sessions is not { Length: > 0 } sessions || !IsHeld)
        {
            throw new HostLeaseLostException();
        }
        await using var command = sessions[place].AskWhetherHeld(connection);
        if (await command.ExecuteScalarAsync() is not true)
        {
            throw new HostLeaseLostException();
        }
    }

    /// <param name="Sessions">Empty when another host has one of the databases.</param>
    /// <param name="At">From when on the lease is had.</param>
    /// <param name="WasMine">Nobody had the databases since this host last did.</param>
    /// <param name="Holder">Null when the lease is had.</param>
    private sealed record Attempt(LeaseSession[] Sessions, long At, bool WasMine, LeaseHolder? Holder);

    private static bool IsOutage(Exception failure) => failure is DbException or TimeoutException or IOException;

    [LoggerMessage(LogLevel.Information, "Standing by: database '{Database}' is in use by {Holder}.")]
    private partial void LogWaiting(string database, LeaseHolder holder);

    [LoggerMessage(LogLevel.Information, "This host has the lease of its databases.")]
    private partial void LogTaken();

    [LoggerMessage(LogLevel.Debug, "A database cannot be asked for its lease: {Reason}")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(LogLevel.Warning, "A lease is lost; nothing is done until it is had again: {Reason}")]
    private partial void LogLost(string reason);
}
