using Instagram.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Instagram.Tests.Storage;

/// <summary>A host to be killed: starts a server, writes one row that is acknowledged, says so, and stays.</summary>
internal static class PrivatePostgresHost
{
    public const string Program = "private-postgres";

    /// <summary>Followed by the number of the server's process.</summary>
    public const string Ready = "ready ";

    public static async Task Run(string directory)
    {
        var options = new PrivatePostgresOptions { DataDirectory = directory, SharedBuffersMegabytes = 16 };
        await using var postgres = await PrivatePostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System);
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "create table if not exists kept (x integer); insert into kept values (1)", connection);
        await command.ExecuteNonQueryAsync();
        var process = (await File.ReadAllLinesAsync(Path.Combine(directory, "postgres", "postmaster.pid")))[0];
        await Console.Out.WriteLineAsync(Ready + process);
        await postgres.Ended;
    }
}
