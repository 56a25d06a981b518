namespace Instagram.Embedded;

/// <summary>Options of one memory stream provider, by its name.</summary>
public sealed class EmbeddedStreamOptions
{
    /// <summary>Events that may wait for one subscriber of one stream; above it OnNextAsync throws.</summary>
    public int MaxQueuedPerSubscription { get; set; } = 16_384;

    /// <summary>Events that may wait in the whole provider; above it OnNextAsync throws.</summary>
    public int MaxQueued { get; set; } = 262_144;

    /// <summary>Events delivered in one request.</summary>
    public int MaxBatch { get; set; } = 256;

    /// <summary>Attempts at one event before OnErrorAsync gets the failure and the event is given up.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Wait before the second attempt; it doubles with every further one.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long one delivery may take.</summary>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
