using System.Globalization;

namespace Instagram.Storage.Postgres;

/// <summary>The private server's command line.</summary>
internal static class ServerSettings
{
    public const int Port = 5432;

    public static IEnumerable<string> Arguments(PrivatePostgresOptions options)
    {
        var settings = Defaults(options);
        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }
        return settings.SelectMany(setting => (string[])["-c", $"{setting.Key}={setting.Value}"]);
    }

    private static Dictionary<string, string> Defaults(PrivatePostgresOptions options) => new()
    {
        // The socket is in the data directory, which only the server's account and root can enter.
        ["listen_addresses"] = "",
        ["port"] = Port.ToString(CultureInfo.InvariantCulture),
        ["unix_socket_directories"] = SupervisedProcess.DataDirectory,
        ["unix_socket_permissions"] = "0700",
        // What was acknowledged is on the disk.
        ["fsync"] = "on",
        ["full_page_writes"] = "on",
        ["synchronous_commit"] = "on",
        // A base backup can be taken.
        ["wal_level"] = "replica",
        ["shared_buffers"] = string.Create(CultureInfo.InvariantCulture, $"{options.SharedBuffersMegabytes}MB"),
        ["max_connections"] = options.MaxConnections.ToString(CultureInfo.InvariantCulture),
        ["random_page_cost"] = "1.1",
        // Short statements only: compiling or spreading them costs more than it saves, and parallel ones need shared
        // memory that containers are short of.
        ["jit"] = "off",
        ["max_parallel_workers_per_gather"] = "0",
        ["timezone"] = "UTC",
        // The log goes through the host, which bounds it, and reads from it when the server is ready. Details and
        // statements would show mail addresses.
        ["logging_collector"] = "off",
        ["log_destination"] = "stderr",
        ["log_min_messages"] = "warning",
        ["log_error_verbosity"] = "terse",
        ["log_min_error_statement"] = "panic",
        ["log_checkpoints"] = "off",
        ["lc_messages"] = "C",
        ["log_timezone"] = "UTC",
        ["log_line_prefix"] = "%m [%p] ",
    };
}
