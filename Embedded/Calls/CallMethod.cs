namespace Instagram.Embedded.Calls;

/// <summary>What the generator knows of a contract's method; one instance each.</summary>
public sealed class CallMethod(string interfaceName, string name, CallTraits traits, double responseTimeoutSeconds)
{
    public string InterfaceName { get; } = interfaceName;

    public string Name { get; } = name;

    public CallTraits Traits { get; } = traits;

    /// <summary>0: the engine's default.</summary>
    public double ResponseTimeoutSeconds { get; } = responseTimeoutSeconds;
}

[Flags]
public enum CallTraits
{
    None = 0,
    ReadOnly = 1,
    AlwaysInterleave = 2,
    OneWay = 4,
}
