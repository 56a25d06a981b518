using System.Globalization;
using Instagram.Storage.Files;

namespace Instagram.Storage.Postgres;

/// <summary>
/// The server's directory in the data directory: held by one host at a time, made on the first start.
/// </summary>
internal sealed class ServerDirectory : IDisposable
{
    /// <summary>Longer than the supervisor of a dead host needs to end its server.</summary>
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    private readonly FileStream _lock;

    private ServerDirectory(string root, FileStream held)
    {
        Root = root;
        _lock = held;
    }

    public string Root { get; }

    public string Cluster => Path.Combine(Root, "postgres");

    public string LogFile => Path.Combine(Root, "postgres.log");

    public bool Exists => Directory.Exists(Cluster);

    /// <summary>The version of PostgreSQL that made the data; null before the first start.</summary>
    public int? Version
    {
        get
        {
            var file = Path.Combine(Cluster, "PG_VERSION");
            return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;
        }
    }

    /// <summary>Takes the lock. The kernel frees it when this process ends, in whatever way.</summary>
    public static ServerDirectory Hold(string dataDirectory)
    {
        var root = Path.GetFullPath(dataDirectory);
        try
        {
            // The server reaches its own directory by a handle, so nobody else needs to pass here.
            Directory.CreateDirectory(
                root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PrivatePostgresException(
                $"The data directory '{root}' cannot be made: {failure.Message}", failure);
        }
        try
        {
            var path = Path.Combine(root, "postgres.lock");
            return new ServerDirectory(
                root, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new PrivatePostgresException($"The data directory '{root}' cannot be written.", failure);
        }
        catch (IOException failure)
        {
            throw new PrivatePostgresException(
                $"Another instance runs on the data directory '{root}': stop it, or choose another with --data.",
                failure);
        }
    }

    /// <summary>
    /// Makes the cluster beside its place and renames it when it is complete and durable: a directory of that name is
    /// never a half-made one.
    /// </summary>
    public async Task Create(PostgresBinaries binaries, long logBytes, CancellationToken cancellationToken)
    {
        var account = ServerAccount.ForNew();
        var unfinished = Cluster + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }
        Directory.CreateDirectory(
            unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!account.IsOurs)
        {
            Posix.ChangeOwner(unfinished, account.User, account.Group);
        }
        string[] command =
        [
            binaries.InitDb, "-D", SupervisedProcess.DataDirectory, "-U", PrivatePostgres.UserName, "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions", "--no-sync",
        ];
        await using var initdb = SupervisedProcess.Start(
            unfinished, account, command, new ServerLog(LogFile, logBytes));
        if (await initdb.WaitForExit(cancellationToken) != 0)
        {
            throw new PrivatePostgresException(
                $"PostgreSQL could not be set up in '{Cluster}': {initdb.Log.Complaint()}.");
        }
        // One sync of the file system, instead of initdb's thousand of single files.
        using (var handle = Posix.OpenDirectory(unfinished))
        {
            Posix.SyncFileSystem(handle);
        }
        Directory.Move(unfinished, Cluster);
        Posix.SyncDirectory(Root);
    }

    /// <summary>
    /// Waits for the server of a host that was killed, which its supervisor is just ending, and removes what would keep
    /// a new one from starting. A worker may outlive its server by a moment and must not write beside the next one's.
    /// </summary>
    public async Task ClearOrphan(TimeProvider time, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Cluster, "postmaster.pid");
        if (!File.Exists(file) || !TryReadProcess(file, out var process))
        {
            return;
        }
        if (!await AllGone(time, cancellationToken))
        {
            throw new PrivatePostgresException(
                $"Process {ProcessesHere()[0]}, an old server on '{Cluster}', does not end: end it and start again.");
        }
        if (Directory.Exists($"/proc/{process}"))
        {
            // The number now belongs to some other program, or to a dead one that nobody has buried; PostgreSQL would
            // take that for a running server.
            File.Delete(Path.Combine(Cluster, $".s.PGSQL.{ServerSettings.Port}.lock"));
            File.Delete(file);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static bool TryReadProcess(string file, out int process)
    {
        try
        {
            return int.TryParse(
                File.ReadLines(file).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out process);
        }
        catch (FileNotFoundException)
        {
            process = 0;
            return false;
        }
    }

    private async Task<bool> AllGone(TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var signal in (int[])[0, Posix.SigQuit, Posix.SigKill])
        {
            foreach (var process in ProcessesHere())
            {
                Posix.Signal(process, signal);
            }
            var start = time.GetTimestamp();
            while (time.GetElapsedTime(start) < OrphanPatience)
            {
                if (ProcessesHere().Count == 0)
                {
                    return true;
                }
                await Task.Delay(PollInterval, time, cancellationToken);
            }
        }
        return false;
    }

    /// <summary>The working directory of a server and its workers is their data directory.</summary>
    private List<int> ProcessesHere()
    {
        var here = RealPath(Cluster);
        var processes = new List<int>();
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            var isProcess = int.TryParse(
                Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var process);
            if (isProcess && WorkingDirectory(entry) == here)
            {
                processes.Add(process);
            }
        }
        return processes;
    }

    /// <summary>Null for a process that has ended, or that belongs to someone else.</summary>
    private static string? WorkingDirectory(string process)
    {
        try
        {
            return Directory.ResolveLinkTarget($"{process}/cwd", returnFinalTarget: false)?.FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The path without symbolic links, as the kernel says it.</summary>
    private static string RealPath(string directory)
    {
        using var handle = Posix.OpenDirectory(directory);
        return Directory.ResolveLinkTarget(
            $"/proc/self/fd/{handle.DangerousGetHandle()}", returnFinalTarget: false)!.FullName;
    }
}
