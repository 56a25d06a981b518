using System.ComponentModel.DataAnnotations;

namespace Instagram.Storage.Objects;

/// <summary>Section <c>ObjectStore:Disk</c> of the configuration.</summary>
public sealed class DiskObjectOptions
{
    public const string Section = "ObjectStore:Disk";

    /// <summary>Free space that uploads leave alone: a full disk would stop the database, which shares it.</summary>
    [Range(0, 1_000_000)]
    public int ReservedMegabytes { get; set; } = 256;

    /// <summary>Longer than any upload takes; a file that is still unfinished then was left by a crash.</summary>
    [Range(1, 168)]
    public int UnfinishedUploadHours { get; set; } = 6;
}
