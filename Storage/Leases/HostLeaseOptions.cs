using System.ComponentModel.DataAnnotations;

namespace Instagram.Storage.Leases;

/// <summary>
/// A host that is cut off from a database stops acting after <see cref="HeartbeatSeconds"/> and
/// <see cref="AnswerSeconds"/>; the server takes the host for gone, and the lease for free, after
/// <see cref="ProbeSeconds"/> more. So there is never a moment with two.
/// </summary>
public sealed class HostLeaseOptions
{
    public const string Section = "Lease";

    /// <summary>While another host has the databases, stand by and take over, instead of refusing to start.</summary>
    public bool Wait { get; set; }

    /// <summary>How often a host that waits, or has lost its lease, asks for it.</summary>
    [Range(10, 60_000)]
    public int PollMilliseconds { get; set; } = 250;

    /// <summary>How often the host that has the lease makes sure of it.</summary>
    [Range(1, 60)]
    public int HeartbeatSeconds { get; set; } = 2;

    /// <summary>What does not answer for so long counts as lost.</summary>
    [Range(1, 60)]
    public int AnswerSeconds { get; set; } = 5;

    /// <summary>For how long a server goes on asking a silent host whether it is there.</summary>
    [Range(3, 60)]
    public int ProbeSeconds { get; set; } = 6;

    /// <summary>What a confirmation is worth.</summary>
    internal TimeSpan Validity => TimeSpan.FromSeconds(HeartbeatSeconds + AnswerSeconds);
}
