using System.Runtime.InteropServices;

namespace Instagram.Media.Images;

/// <summary>
/// Lets the kernel prefer the threads that answer requests. On Linux .NET ignores <see cref="Thread.Priority"/>, but
/// there niceness belongs to a thread, and the threads that libvips starts for a worker inherit it.
/// </summary>
internal static partial class BackgroundPriority
{
    private const int ThisThread = 0;
    private const int PriorityOfProcess = 0;
    private const int Niceness = 10;

    internal static void TakeOnThisThread()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        if (OperatingSystem.IsLinux())
        {
            // may fail in a strict sandbox; pictures then only compete as equals
            _ = SetPriority(PriorityOfProcess, ThisThread, Niceness);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);

    /// <summary>The niceness of the calling thread, 0 being that of everyone else.</summary>
    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, int who);

    internal static int OfThisThread() => GetPriority(PriorityOfProcess, ThisThread);
}
