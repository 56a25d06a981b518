using System.Data.Common;
using Npgsql;

namespace Instagram.Storage;

/// <summary>Tells a store that is out of reach, or out of room, from a defect of ours.</summary>
public static class Outage
{
    /// <summary>
    /// Of PostgreSQL's error classes those that say nothing about the statement: connections, rights, resources, locks,
    /// an operator or the system, damage, a database that is not there.
    /// </summary>
    private static readonly HashSet<string> Classes = ["08", "28", "3D", "40", "53", "55", "57", "58", "F0", "XX"];

    private const string ReadOnly = "25006";

    /// <summary>Whether trying again later makes sense, as nothing is wrong with what was asked.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        PostgresException refused => refused.SqlState == ReadOnly || Classes.Contains(refused.SqlState[..2]),
        DbException or TimeoutException or IOException or UnauthorizedAccessException => true,
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };

    /// <summary>What it is, on one line.</summary>
    public static string Explain(Exception failure)
    {
        var cause = failure.GetBaseException();
        return $"{cause.GetType().Name}: {cause.Message.Split('\n')[0].TrimEnd()}";
    }
}
