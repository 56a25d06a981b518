using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Posts;

public sealed class PublishOptions
{
    public const string Section = "Posts";

    /// <summary>Posts of a silo that are made at the same time; the others wait their turn.</summary>
    [Range(1, 1_000)]
    public int AtOnce { get; set; } = 4;

    /// <summary>Posts that wait for their turn; one more is told to come again.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 10_000;

    /// <summary>A post that could not be begun by then is told to come again.</summary>
    [Range(0.1, 300)]
    public double WaitSeconds { get; set; } = 10;
}
