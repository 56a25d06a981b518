using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Graph;

public sealed class GraphOptions
{
    public const string Section = "Graph";

    /// <summary>Accounts that one account may follow.</summary>
    [Range(1, 7_500)]
    public int MaxFollowing { get; set; } = 7_500;
}
