using System.ComponentModel.DataAnnotations;

namespace Instagram.ApiHost.Events;

public sealed class EventOptions
{
    public const string Section = "Events";

    /// <summary>Streams that one account may have open here; a further one is refused.</summary>
    [Range(1, 1_000)]
    public int StreamsPerAccount { get; set; } = 10;

    /// <summary>Events that may wait for a client that reads slowly; with more its stream ends.</summary>
    [Range(1, 10_000)]
    public int MaxWaiting { get; set; } = 256;

    /// <summary>How often a stream looks whether its session is alive.</summary>
    [Range(0.1, 4)]
    public double CheckSeconds { get; set; } = 1;

    /// <summary>How often a comment goes out, so that nobody on the way takes the stream for dead.</summary>
    [Range(1, 300)]
    public double HeartbeatSeconds { get; set; } = 15;

    /// <summary>How often a stream says that it still watches; the inbox forgets it after two minutes.</summary>
    [Range(1, 90)]
    public double RenewSeconds { get; set; } = 30;
}
