using System.Data.Common;
using System.Net.Sockets;
using Instagram.Storage.Leases;
using Instagram.Storage.Migrations;
using Instagram.Storage.Postgres;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Instagram.ApiHost;

/// <summary>What keeps the host from starting, as one sentence that says what to do.</summary>
internal static class StartFailure
{
    /// <summary>Null for a failure that is a defect of ours and deserves its stack trace.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        PrivatePostgresException or MigrationException or HostLeaseException => failure.Message,
        OptionsValidationException invalid => $"A setting is not valid: {string.Join(' ', invalid.Failures)}",
        IOException { InnerException: AddressInUseException } => $"{failure.Message} Choose another with --urls.",
        SocketException or FormatException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } =>
            $"The address of --urls cannot be used: {failure.Message}",
        DbException => $"The database cannot be used: {failure.Message}",
        _ => null,
    };
}
