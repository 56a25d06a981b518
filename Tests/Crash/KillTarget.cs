namespace Instagram.Tests.Crash;

/// <summary>Who gets the SIGKILL.</summary>
public enum KillTarget
{
    /// <summary>The host's process; its database server is left to the supervisor.</summary>
    Host,

    /// <summary>The database server under a host that lives on.</summary>
    Server,

    /// <summary>The host's process group.</summary>
    Group,

    /// <summary>Every process of the instance, the supervisor and the server with its workers too.</summary>
    Everything,
}
