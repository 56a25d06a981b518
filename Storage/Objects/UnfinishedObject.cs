using Instagram.Storage.Files;

namespace Instagram.Storage.Objects;

/// <summary>
/// A file on its way to become an object. It appears under its key complete and durable, or not at all; unless it was
/// published, disposing removes it.
/// </summary>
internal sealed class UnfinishedObject : IAsyncDisposable
{
    private const int NotPermitted = 1;
    private const int NotSupported = 95;
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    private readonly string _path;
    private readonly FileStream _file;

    public UnfinishedObject(DiskLayout layout)
    {
        _path = Path.Combine(layout.Unfinished, Guid.NewGuid().ToString("n"));
        _file = new FileStream(_path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            // The writers bring large blocks of their own.
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
        });
    }

    public Stream Content => _file;

    /// <summary>Whether a write failed because there is no room for it.</summary>
    public static bool IsFull(IOException failure) => failure.HResult is NoSpaceLeft or QuotaExceeded;

    /// <summary>False when the key was taken; what is there is durable in either case.</summary>
    public Task<bool> Publish(string target, DateTimeOffset createdAt) => Task.Run(() =>
    {
        File.SetLastWriteTimeUtc(_file.SafeFileHandle, createdAt.UtcDateTime);
        _file.Flush(flushToDisk: true);
        try
        {
            return Publish(_path, target);
        }
        catch (IOException noLinks) when (noLinks.HResult is NotPermitted or NotSupported)
        {
            return Move(target);
        }
    });

    /// <summary>
    /// Makes the file durable under a name where the last one wins. Throws
    /// <see cref="DirectoryNotFoundException"/> when the name's directory has gone.
    /// </summary>
    public Task Replace(string target) => Task.Run(() =>
    {
        _file.Flush(flushToDisk: true);
        File.Move(_path, target, overwrite: true);
        Posix.SyncDirectory(Path.GetDirectoryName(target)!);
    });

    /// <summary>Gives a durable file one more name.</summary>
    internal static bool Publish(string file, string target)
    {
        var published = Posix.TryLink(file, target);
        // Also when another writer was first: its own sync may not have come to the end.
        Posix.SyncDirectory(Path.GetDirectoryName(target)!);
        return published;
    }

    /// <summary>
    /// For a file system without a second name for a file; there two writers of one key may both win.
    /// </summary>
    private bool Move(string target)
    {
        if (File.Exists(target))
        {
            return false;
        }
        File.Move(_path, target, overwrite: true);
        Posix.SyncDirectory(Path.GetDirectoryName(target)!);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        File.Delete(_path);
    }
}
