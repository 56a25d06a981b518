namespace Instagram.Grains;

/// <summary>A bound of this silo is reached; trying again in a moment makes sense.</summary>
public sealed class BusyException(string message) : Exception(message);
