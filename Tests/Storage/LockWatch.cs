using Npgsql;

namespace Instagram.Tests.Storage;

/// <summary>Sees from outside whether some statement in a database waits for another's lock.</summary>
internal sealed class LockWatch : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _command;

    public LockWatch(string database)
    {
        _connection = new NpgsqlConnection(database + ";Pooling=false");
        _connection.Open();
        _command = new NpgsqlCommand(
            """
            select exists (
                select from pg_stat_activity
                where datname = current_database() and state = 'active' and wait_event_type = 'Lock')
            """, _connection);
    }

    public bool SomeoneWaits() => (bool)_command.ExecuteScalar()!;

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
