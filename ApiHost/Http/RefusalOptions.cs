using System.ComponentModel.DataAnnotations;

namespace Instagram.ApiHost.Http;

public sealed class RefusalOptions
{
    public const string Section = "Refusals";

    /// <summary>
    /// How long a 404 takes at least: more than looking something up takes on this machine and its database. 0 sends
    /// it at once.
    /// </summary>
    [Range(0, 1_000)]
    public int AtLeastMilliseconds { get; set; } = 5;
}
