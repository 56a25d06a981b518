using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Instagram.Storage.Files;

/// <summary>The few system calls of Linux that the framework does not offer.</summary>
internal static class Posix
{
    public const int SigQuit = 3;
    public const int SigKill = 9;

    private const int ReadOnlyCloseOnExec = 0x80000;
    private const int CurrentDirectory = -100;
    private const uint BasicStats = 0x7ff;
    private const int StatxSize = 256;
    private const int StatxUserOffset = 20;
    private const int NoSuchFile = 2;
    private const int Exists = 17;

    public static uint EffectiveUser => geteuid();

    /// <summary>Opens a directory, which <see cref="File.OpenHandle"/> refuses.</summary>
    public static SafeFileHandle OpenDirectory(string path)
    {
        var handle = open(path, ReadOnlyCloseOnExec);
        return handle.IsInvalid ? throw Failure($"Cannot open directory '{path}'") : handle;
    }

    /// <summary>
    /// Makes the names in a directory durable: a renamed or linked file survives a power cut only after it.
    /// </summary>
    public static void SyncDirectory(string path)
    {
        using var handle = OpenDirectory(path);
        if (fsync(handle) != 0)
        {
            throw Failure($"Cannot sync directory '{path}'");
        }
    }

    /// <summary>Makes everything durable that was written to the file system of this directory.</summary>
    public static void SyncFileSystem(SafeFileHandle directory)
    {
        if (syncfs(directory) != 0)
        {
            throw Failure("Cannot sync the file system");
        }
    }

    /// <summary>A second name for a file, in one step; false when that name is taken.</summary>
    public static bool TryLink(string existing, string name)
    {
        if (link(existing, name) == 0)
        {
            return true;
        }
        return Marshal.GetLastPInvokeError() switch
        {
            Exists => false,
            NoSuchFile => throw new FileNotFoundException($"Cannot link '{existing}'.", existing),
            _ => throw Failure($"Cannot link '{existing}' to '{name}'"),
        };
    }

    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (chown(path, user, group) != 0)
        {
            throw Failure($"Cannot give '{path}' to user {user}");
        }
    }

    public static (uint User, uint Group) OwnerOf(string path)
    {
        var buffer = new byte[StatxSize];
        if (statx(CurrentDirectory, path, 0, BasicStats, buffer) != 0)
        {
            throw Failure($"Cannot read the owner of '{path}'");
        }
        return (BitConverter.ToUInt32(buffer, StatxUserOffset), BitConverter.ToUInt32(buffer, StatxUserOffset + 4));
    }

    /// <summary>A process that has gone already is no failure.</summary>
    public static void Signal(int process, int signal) => _ = kill(process, signal);

    /// <summary>The number of the system's error is the exception's HResult, as in the framework's own.</summary>
    private static IOException Failure(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{what}: {new Win32Exception(error).Message}.", error);
    }

    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true)]
    private static extern SafeFileHandle open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(SafeFileHandle file);

    [DllImport("libc", SetLastError = true)]
    private static extern int syncfs(SafeFileHandle file);

    [DllImport("libc", SetLastError = true)]
    private static extern int link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport("libc", SetLastError = true)]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(
        int directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] buffer);

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}
