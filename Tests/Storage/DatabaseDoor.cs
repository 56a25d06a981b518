using Npgsql;

namespace Instagram.Tests.Storage;

/// <summary>Takes a database from under a running product, and gives it back as it was.</summary>
public static class DatabaseDoor
{
    /// <summary>Every connection ends, and none can be opened.</summary>
    public static async Task Close(string database)
    {
        await Set(database, isOpen: false);
        await Execute(
            database,
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{0}' and pid <> pg_backend_pid()");
    }

    public static Task Open(string database) => Set(database, isOpen: true);

    private static Task Set(string database, bool isOpen) =>
        Execute(database, $"alter database {{0}} allow_connections {isOpen}");

    private static async Task Execute(string database, string statement)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, name), connection);
        await command.ExecuteNonQueryAsync();
    }
}
