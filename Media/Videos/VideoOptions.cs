using System.ComponentModel.DataAnnotations;

namespace Instagram.Media.Videos;

/// <summary>What a video may be, and how much of the machine one may take.</summary>
public sealed class VideoOptions
{
    public const string Section = "Videos";

    /// <summary>False: videos are refused, as where ffmpeg is missing.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Videos in processing at once; the others wait and hold neither memory nor disk.</summary>
    [Range(1, 64)]
    public int ProcessAtOnce { get; set; } = 1;

    [Range(1, 3_600)]
    public int MaxSeconds { get; set; } = 60;

    /// <summary>The longest accepted side; with the pixels below, UHD and DCI 4K in either orientation.</summary>
    [Range(16, 16_384)]
    public int MaxSide { get; set; } = 4_096;

    [Range(1, 268)]
    public int MaxMegapixels { get; set; } = 9;

    /// <summary>
    /// One run of ffmpeg. A minute of 4K at 60 frames a second takes 70 s of one core; what takes four times that is
    /// not worth a core.
    /// </summary>
    [Range(1, 3_600)]
    public int RenderTimeoutSeconds { get; set; } = 300;

    /// <summary>One look with ffprobe.</summary>
    [Range(1, 600)]
    public int ProbeTimeoutSeconds { get; set; } = 20;

    /// <summary>Address space of one run; 4K needs less than 500 MB.</summary>
    [Range(128, 65_536)]
    public int MaxMemoryMegabytes { get; set; } = 1_024;

    /// <summary>The largest file that a run may write, so that none fills the disk.</summary>
    [Range(1, 65_536)]
    public int MaxRenditionMegabytes { get; set; } = 128;

    /// <summary>H.264's constant rate factor: lower is better and larger.</summary>
    [Range(0, 51)]
    public int Quality { get; set; } = 23;

    /// <summary>Where originals are while they are worked on; empty: beside the objects.</summary>
    public string WorkDirectory { get; set; } = "";
}
