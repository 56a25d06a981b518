using System.ComponentModel.DataAnnotations;

namespace Instagram.Storage.Postgres;

/// <summary>Section <c>PrivatePostgres</c> of the configuration.</summary>
public sealed class PrivatePostgresOptions
{
    public const string Section = "PrivatePostgres";

    /// <summary>The instance's data directory; the server's own is <c>postgres</c> in it.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    [Range(16, 65_536)]
    public int SharedBuffersMegabytes { get; set; } = 256;

    [Range(10, 10_000)]
    public int MaxConnections { get; set; } = 100;

    /// <summary>Long enough for recovery after a crash under load.</summary>
    [Range(1, 3600)]
    public int StartTimeoutSeconds { get; set; } = 120;

    /// <summary>After that the server is stopped without a checkpoint, and recovers at the next start.</summary>
    [Range(1, 600)]
    public int StopTimeoutSeconds { get; set; } = 8;

    /// <summary>A server that dies is started again, but not more often than this; then its host ends.</summary>
    [Range(0, 1000)]
    public int RestartsPerMinute { get; set; } = 5;

    /// <summary>
    /// The log is renamed to <c>postgres.log.1</c> when it is larger, so two of this size exist at most.
    /// </summary>
    [Range(1, 1024)]
    public int LogMegabytes { get; set; } = 4;

    /// <summary>More server settings, by their names; they win over the defaults.</summary>
    public Dictionary<string, string> Settings { get; } = [];
}
