using Npgsql;

namespace Instagram.Tests.Storage;

/// <summary>The sessions that hold a host's lease, seen from the server.</summary>
internal static class LeaseSessions
{
    private const string Holders = """
        pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and granted
        and datname = current_database() and application_name like 'lease %'
        """;

    /// <summary>As if the server had been restarted, for those sessions alone.</summary>
    public static Task EndHolders(string database) =>
        Ask(database, $"select bool_and(pg_terminate_backend(pid, 5000)) from {Holders}");

    /// <summary>The lease is held, and holds up the removal of no row version.</summary>
    public static async Task<bool> KeepNoRows(string database) => await Ask(
        database, $"select count(*) = 1 and bool_and(backend_xmin is null and backend_xid is null) from {Holders}")
        is true;

    private static async Task<object?> Ask(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
