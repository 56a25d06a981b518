using System.Globalization;
using Instagram.Storage.Files;

namespace Instagram.Storage.Postgres;

/// <summary>The unprivileged account that the server runs as; PostgreSQL refuses to run as root.</summary>
internal sealed record ServerAccount(uint User, uint Group, bool IsOurs)
{
    private const uint Root = 0;
    private const uint Overflow = 65534;

    /// <summary>For a directory that is still to be made.</summary>
    public static ServerAccount ForNew()
    {
        if (Posix.EffectiveUser != Root)
        {
            return new ServerAccount(Posix.EffectiveUser, Overflow, true);
        }
        var accounts = File.Exists("/etc/passwd") ? File.ReadAllLines("/etc/passwd") : [];
        return Named(accounts, "postgres") ?? Named(accounts, "nobody") ?? new ServerAccount(Overflow, Overflow, false);
    }

    /// <summary>The owner of the directory: an instance may be started as root now and as its owner before.</summary>
    public static ServerAccount OwnerOf(string directory)
    {
        var (user, group) = Posix.OwnerOf(directory);
        if (user == Posix.EffectiveUser && user != Root)
        {
            return new ServerAccount(user, group, true);
        }
        return Posix.EffectiveUser == Root && user != Root
            ? new ServerAccount(user, group, false)
            : throw new PrivatePostgresException(
                $"'{directory}' belongs to user {user}: start as that user or as root, "
                + "or choose another directory with --data.");
    }

    /// <summary>
    /// Runs <paramref name="command"/> as this account, and stops it at once when the supervisor dies. setpriv is in
    /// util-linux, which every Debian has.
    /// </summary>
    public IEnumerable<string> Wrap(IEnumerable<string> command)
    {
        string[] change = IsOurs
            ? []
            : ["--reuid", Text(User), "--regid", Text(Group), "--clear-groups"];
        return ["setpriv", .. change, "--no-new-privs", "--pdeathsig", "QUIT", "--", .. command];
    }

    internal static ServerAccount? Named(IEnumerable<string> accounts, string name)
    {
        foreach (var fields in accounts.Select(line => line.Split(':')))
        {
            if (fields.Length > 3 && fields[0] == name
                && uint.TryParse(fields[2], CultureInfo.InvariantCulture, out var user)
                && uint.TryParse(fields[3], CultureInfo.InvariantCulture, out var group)
                && user != Root)
            {
                return new ServerAccount(user, group, false);
            }
        }
        return null;
    }

    private static string Text(uint id) => id.ToString(CultureInfo.InvariantCulture);
}
