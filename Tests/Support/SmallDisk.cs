using System.Diagnostics;

namespace Instagram.Tests.Support;

/// <summary>A file system that can be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _directory;

    public SmallDisk(string directory, int megabytes)
    {
        Assert.True(TryMount(directory, megabytes));
        _directory = directory;
    }

    private string Filler => Path.Combine(_directory, "filler");

    public static bool TryMount(string directory, int megabytes) =>
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", directory);

    public static void Unmount(string directory) => Run("umount", "-l", directory);

    /// <summary>Leaves so much room and no more.</summary>
    public void Fill(long leaving)
    {
        var free = new DriveInfo(_directory).AvailableFreeSpace;
        using var file = new FileStream(Filler, FileMode.Append);
        var block = new byte[16 * 1024];
        try
        {
            for (var left = free - leaving; left > 0; left -= block.Length)
            {
                file.Write(block);
            }
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Others write too: it is full.
        }
    }

    public void Empty() => File.Delete(Filler);

    public void Dispose() => Unmount(_directory);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
