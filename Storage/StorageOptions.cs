using System.ComponentModel.DataAnnotations;

namespace Instagram.Storage;

/// <summary>Section <c>Storage</c> of the configuration; the directory is also the top-level key <c>data</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Where the private server and the objects live; relative to the working directory.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>Connections to each database that this process opens at most.</summary>
    [Range(1, 1000)]
    public int MaxPoolSize { get; set; } = 40;

    [Range(1, 600)]
    public int CommandTimeoutSeconds { get; set; } = 15;

    /// <summary>Statements that each connection keeps prepared on the server.</summary>
    [Range(0, 10_000)]
    public int MaxAutoPrepare { get; set; } = 200;

    /// <summary>How long statements that nobody waits for gather, to share a commit.</summary>
    [Range(0, 1000)]
    public double GatherMilliseconds { get; set; } = 20;

    [Required]
    public string ApplicationName { get; set; } = "instagram";
}
