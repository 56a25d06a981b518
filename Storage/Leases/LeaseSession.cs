using System.Globalization;
using Npgsql;

namespace Instagram.Storage.Leases;

/// <summary>
/// One connection that holds the lease of one database, as long as it lives: an advisory lock of a transaction that
/// is never ended. The transaction, rather than the session, has the lock, because a pooler that hands out connections
/// a transaction at a time would let two hosts share a session, and leave its lock behind. It reads nothing and writes
/// nothing, so it keeps no row version from being removed.
/// </summary>
internal sealed class LeaseSession : IAsyncDisposable
{
    /// <summary>Any number that nothing else in the databases locks on.</summary>
    private const long LockKey = 0x696E73745F6C6561;

    /// <summary>
    /// Of this transaction alone: nothing ends it for idling, and a host that falls silent is noticed. Over a unix
    /// socket the settings of TCP mean nothing.
    /// </summary>
    private const string Configure = """
        select set_config(name, value, true)
        from pg_settings join (values
            ('idle_in_transaction_session_timeout', '0'), ('transaction_timeout', '0'), ('statement_timeout', '0'),
            ('tcp_keepalives_idle', $1), ('tcp_keepalives_interval', '1'), ('tcp_keepalives_count', $2),
            ('tcp_user_timeout', $3)) wanted(name, value) using (name)
        """;

    private const string Lock = """
        select pg_try_advisory_xact_lock($1), pg_backend_pid(),
            (select backend_start from pg_stat_activity where pid = pg_backend_pid())
        """;

    private const string SelectHolder = """
        select activity.application_name, activity.xact_start, locks.pid
        from pg_locks locks left join pg_stat_activity activity on activity.pid = locks.pid
        where locks.locktype = 'advisory' and locks.granted and locks.objsubid = 1
            and locks.classid::bigint = $1 >> 32 and locks.objid::bigint = $1 & 4294967295
            and locks.database = (select oid from pg_database where datname = current_database())
        """;

    private const string SelectHeld =
        $"select exists ({SelectHolder} and locks.pid = $2 and activity.backend_start = $3)";

    /// <summary>Sessions of an earlier holder: what they are still at must not end after the next one began.</summary>
    private const string EndOthers = """
        select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = current_database() and usename = current_user and application_name = $1
        """;

    private const string CreateTable = """
        create table if not exists host_lease (one boolean primary key default true check (one), holder uuid not null)
        """;

    private const string NoteHolder = """
        with before as (select holder from host_lease)
        insert into host_lease (holder) values ($1) on conflict (one) do update set holder = excluded.holder
        returning (select holder from before)
        """;

    /// <summary>
    /// Needs no snapshot. Of a query the transaction would keep one until the next, and the server the rows it sees.
    /// </summary>
    private const string Ask = "show transaction_read_only";

    private const string EndSession = "select pg_terminate_backend($1, 5000)";

    private readonly string _connectionString;
    private readonly NpgsqlConnection _connection;
    private readonly HostLeaseOptions _options;
    private int _session;
    private DateTime _since;

    private LeaseSession(string connectionString, HostLeaseOptions options)
    {
        _connectionString = connectionString;
        _connection = new NpgsqlConnection(connectionString);
        _options = options;
    }

    /// <summary>The session that has the lease now, or who has it.</summary>
    public static async Task<(LeaseSession? Session, LeaseHolder? Holder)> TryTake(
        string connectionString, LeaseName name, HostLeaseOptions options, CancellationToken ct)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = name.ToString(),
            Pooling = false,
            Enlist = false,
            MaxAutoPrepare = 0,
            Timeout = options.AnswerSeconds,
            CommandTimeout = options.AnswerSeconds,
            CancellationTimeout = -1,
        };
        var session = new LeaseSession(own.ConnectionString, options);
        try
        {
            var holder = await session.Open(name, ct);
            if (holder is null)
            {
                return (session, null);
            }
            await session.DisposeAsync();
            return (null, holder);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns after a heartbeat's time; fails at once when the connection is gone.</summary>
    public async Task Rest(CancellationToken ct) =>
        await _connection.WaitAsync(TimeSpan.FromSeconds(_options.HeartbeatSeconds), ct);

    /// <summary>Fails when the server does not answer in time.</summary>
    public async Task Confirm(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Ask, _connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether the server of this other connection still knows the lease as this session's.</summary>
    public NpgsqlCommand AskWhetherHeld(NpgsqlConnection other)
    {
        var command = new NpgsqlCommand(SelectHeld, other);
        command.Parameters.Add(Value(LockKey));
        command.Parameters.Add(Value(_session));
        command.Parameters.Add(Value(_since));
        return command;
    }

    public Task EndOthersNamed(string applicationName, CancellationToken ct) =>
        Execute(EndOthers, ct, Value(applicationName));

    /// <summary>Notes who has the instance now; whether it is who had it last.</summary>
    public async Task<bool> IsStillMine(Guid host, CancellationToken ct)
    {
        // Not in the transaction that holds the lease: having written, it would hold up the removal of old rows.
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(ct);
        await using var create = new NpgsqlCommand(CreateTable, connection);
        await create.ExecuteNonQueryAsync(ct);
        await using var note = new NpgsqlCommand(NoteHolder, connection);
        note.Parameters.Add(Value(host));
        return await note.ExecuteScalarAsync(ct) is Guid before && before == host;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _connection.DisposeAsync();
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or InvalidOperationException)
        {
            // Broken: it is closed all the same.
        }
    }

    /// <summary>Null when it has the lease.</summary>
    private async Task<LeaseHolder?> Open(LeaseName name, CancellationToken ct)
    {
        await _connection.OpenAsync(ct);
        await _connection.BeginTransactionAsync(ct);
        await ConfigureTransaction(ct);
        if (await TryLock(ct))
        {
            return null;
        }
        var holder = await FindHolder(ct);
        if (holder.Name != name)
        {
            return holder;
        }
        // This host's own earlier connection, which it has given up and the server has not.
        await Execute(EndSession, ct, Value(holder.Session));
        return await TryLock(ct) ? null : await FindHolder(ct);
    }

    private Task ConfigureTransaction(CancellationToken ct)
    {
        var idle = _options.HeartbeatSeconds + _options.AnswerSeconds;
        return Execute(
            Configure, ct, Text(idle), Text(_options.ProbeSeconds), Text((idle + _options.ProbeSeconds) * 1000));
    }

    private async Task<bool> TryLock(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Lock, _connection);
        command.Parameters.Add(Value(LockKey));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        (_session, _since) = (reader.GetInt32(1), reader.GetDateTime(2));
        return reader.GetBoolean(0);
    }

    private async Task<LeaseHolder> FindHolder(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(SelectHolder, _connection);
        command.Parameters.Add(Value(LockKey));
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            // Gone between the two questions.
            return new LeaseHolder(null, null, 0, _connection.Database);
        }
        return new LeaseHolder(
            LeaseName.Parse(reader.IsDBNull(0) ? null : reader.GetString(0)),
            reader.IsDBNull(1) ? null : reader.GetDateTime(1), reader.GetInt32(2), _connection.Database);
    }

    private async Task Execute(string sql, CancellationToken ct, params NpgsqlParameter[] values)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.AddRange(values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter<string> Text(int value) => Value(value.ToString(CultureInfo.InvariantCulture));

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
