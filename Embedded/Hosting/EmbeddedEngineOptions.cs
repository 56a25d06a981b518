namespace Instagram.Embedded;

/// <summary>Bounds and debug aids that only this engine has.</summary>
public sealed class EmbeddedEngineOptions
{
    /// <summary>Above it the least recently used idle activations end before their age.</summary>
    public int MaxActivations { get; set; } = 1_000_000;

    /// <summary>
    /// Requests that may wait for one activation, and that may run interleaved in it; the next caller gets a
    /// LimitExceededException.
    /// </summary>
    public int MaxWaitingRequests { get; set; } = 10_000;

    /// <summary>Checks and copies every argument and result through a serializer, as a network would.</summary>
    public bool RoundTripMessages { get; set; }

    /// <summary>
    /// Fails a call that would wait for its own caller at once, with the path, instead of by timeout. A caller that
    /// doesn't await what it calls looks the same from here: such a method should be [OneWay].
    /// </summary>
    public bool DetectCycles { get; set; } = true;

    /// <summary>Total time for running requests and OnDeactivateAsync when the host stops.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often late answers are looked for: a timeout fires at most this much late.</summary>
    public TimeSpan TimeoutQuantum { get; set; } = TimeSpan.FromMilliseconds(250);
}
