using System.ComponentModel;
using System.Diagnostics;

namespace Instagram.Media.Images;

/// <summary>
/// Kills a process that takes too long, by its own time on a processor, so that a busy machine is not held against it,
/// or at last by the clock. After <see cref="Dispose"/> it kills nothing.
/// </summary>
internal sealed class RenderDeadline : IDisposable
{
    /// <summary>A process of low priority on a busy machine may wait for so many times its own time.</summary>
    private const int Patience = 6;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(0.5);

    private readonly Lock gate = new();
    private readonly Process process;
    private readonly TimeSpan limit;
    private readonly TimeSpan used;
    private readonly long begun = Stopwatch.GetTimestamp();
    private readonly Timer timer;
    private bool over;

    internal RenderDeadline(Process process, TimeSpan limit)
    {
        this.process = process;
        this.limit = limit;
        used = Used() ?? TimeSpan.Zero;
        timer = new Timer(static deadline => ((RenderDeadline)deadline!).Look(), this, Beat, Beat);
    }

    /// <summary>The process was killed.</summary>
    internal bool IsMissed { get; private set; }

    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            over = true;
        }
    }

    private void Look()
    {
        lock (gate)
        {
            if (!over && (Stopwatch.GetElapsedTime(begun) > limit * Patience || Used() - used > limit))
            {
                over = IsMissed = true;
                process.Kill();
            }
        }
    }

    /// <summary>Null when it has ended.</summary>
    private TimeSpan? Used()
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
