using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Media;

public sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>How long an upload's address can be used.</summary>
    [Range(1, 86_400)]
    public int AddressLifetimeSeconds { get; set; } = 900;

    /// <summary>Originals held in memory at once while they wait for, or are in, processing.</summary>
    [Range(1, 64)]
    public int ProcessAtOnce { get; set; } = 3;

    /// <summary>What an upload in parts is cut into; S3 takes no part below 5 MB but the last.</summary>
    [Range(5, 200)]
    public int PartMegabytes { get; set; } = 8;

    /// <summary>
    /// How long after its last address expired an upload can still be gone on with; then it is swept, with its parts.
    /// </summary>
    [Range(1, 43_200)]
    public int KeepPendingMinutes { get; set; } = 360;

    /// <summary>Between two rounds that sweep uploads that were never completed.</summary>
    [Range(1, 86_400)]
    public int SweepSeconds { get; set; } = 300;

    /// <summary>Uploads that a round sweeps at most.</summary>
    [Range(1, 10_000)]
    public int SweepBatch { get; set; } = 500;

    /// <summary>Between two looks through all objects for those that no row names.</summary>
    [Range(1, 2_592_000)]
    public int ObjectSweepSeconds { get; set; } = 86_400;

    /// <summary>Objects that such a look removes at most.</summary>
    [Range(1, 100_000)]
    public int ObjectSweepBatch { get; set; } = 5_000;

    /// <summary>An object younger than this may be named yet.</summary>
    [Range(1, 8_760)]
    public int KeepUnnamedHours { get; set; } = 24;
}
