using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Instagram.Storage.Objects;

/// <summary>
/// Where an object's file is: one of 256 directories by the key's hash, and in it the key with <c>~</c> for <c>/</c>.
/// Flat, so that a write makes one directory entry durable and a delete leaves no empty directories.
/// </summary>
internal sealed class DiskLayout
{
    private const int Directories = 256;
    private const UnixFileMode Private =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    private readonly string _root;

    public DiskLayout(string root)
    {
        _root = Path.GetFullPath(root);
        Unfinished = Path.Combine(_root, "unfinished");
        Parts = Path.Combine(_root, "parts");
        foreach (var directory in All().Append(Unfinished).Append(Parts))
        {
            Directory.CreateDirectory(directory, Private);
        }
        Files.Posix.SyncDirectory(_root);
    }

    /// <summary>On the same file system, so that a finished file is linked into its place.</summary>
    public string Unfinished { get; }

    /// <summary>Holds a directory for each upload in parts.</summary>
    public string Parts { get; }

    public IEnumerable<string> All() => Enumerable.Range(0, Directories).Select(DirectoryAt);

    public string PathOf(string key)
    {
        ObjectKey.Validate(key);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(key), hash);
        return Path.Combine(DirectoryAt(hash[0]), FileNameOf(key));
    }

    /// <summary>
    /// What is not found is not there only while the store is: one that was unmounted or removed is out of reach.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">The store is out of reach.</exception>
    public void Require()
    {
        if (!Directory.Exists(Unfinished))
        {
            throw new DirectoryNotFoundException($"The object store at '{_root}' is out of reach.");
        }
    }

    public static string FileNameOf(string key) => key.Replace('/', '~');

    public static string KeyOf(string fileName) => fileName.Replace('~', '/');

    private string DirectoryAt(int number) => Path.Combine(_root, number.ToString("x2", CultureInfo.InvariantCulture));
}
