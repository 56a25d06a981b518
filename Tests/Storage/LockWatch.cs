using Npgsql;

namespace Instagram.Tests.Storage;

/// <summary>Sees from outside how many statements in a database wait for the lock of another.</summary>
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
            select count(*) from pg_stat_activity
            where datname = current_database() and state = 'active' and wait_event_type = 'Lock'
            """, _connection);
    }

    public int CountWaiting() => (int)(long)_command.ExecuteScalar()!;

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
