namespace Instagram.Grains;

/// <summary>A bound of this silo is reached, or a step is still to be done; trying again in a moment makes sense.</summary>
public sealed class BusyException(string message, Exception? cause = null) : Exception(message, cause);
