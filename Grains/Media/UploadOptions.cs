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
}
