namespace Instagram.Media.Videos;

/// <summary>
/// The private directory of one video in work. A lock beside it says that somebody works there, as long as the process
/// lives; what is not locked was left by a crash.
/// </summary>
public sealed class VideoWork : IDisposable
{
    private const string LockSuffix = ".lock";

    private readonly string _directory;
    private readonly FileStream _lock;

    internal VideoWork(string root)
    {
        _directory = Path.Combine(root, Guid.NewGuid().ToString("n"));
        _lock = new FileStream(_directory + LockSuffix, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Directory.CreateDirectory(
            _directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>To be filled by whoever began the work.</summary>
    public string OriginalPath => Path.Combine(_directory, "original");

    internal string PosterPath => Path.Combine(_directory, "poster.png");

    internal string RenditionPath => Path.Combine(_directory, "rendition.mp4");

    public void Dispose()
    {
        Directory.Delete(_directory, recursive: true);
        File.Delete(_lock.Name);
        _lock.Dispose();
    }

    /// <summary>Removes what crashed processes left; returns how many works there were.</summary>
    internal static int Sweep(string root)
    {
        var swept = 0;
        foreach (var path in Directory.GetFiles(root, "*" + LockSuffix))
        {
            try
            {
                using var free = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None);
                var directory = path[..^LockSuffix.Length];
                if (Directory.Exists(directory))
                {
                    Directory.Delete(directory, recursive: true);
                }
                File.Delete(path);
                swept++;
            }
            catch (IOException)
            {
                // Another process works there, or sweeps too.
            }
        }
        return swept;
    }
}
