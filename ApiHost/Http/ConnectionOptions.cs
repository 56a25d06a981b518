using System.ComponentModel.DataAnnotations;

namespace Instagram.ApiHost.Http;

/// <summary>What a client may hold of the server without getting on: section <c>Connections</c>.</summary>
public sealed class ConnectionOptions
{
    public const string Section = "Connections";

    /// <summary>Open connections, event streams among them; a further one is closed at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>From the first byte of a request to the end of its headers.</summary>
    [Range(1, 600)]
    public double HeaderSeconds { get; set; } = 15;

    /// <summary>What a body has to bring, once the grace is over.</summary>
    [Range(1, 10_000_000)]
    public double BodyBytesPerSecond { get; set; } = 1024;

    /// <summary>The server looks once a second, so no less than two make sense.</summary>
    [Range(2, 600)]
    public double BodyGraceSeconds { get; set; } = 10;
}
