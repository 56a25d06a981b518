using Microsoft.Extensions.Logging;

namespace Instagram.Media.Images;

/// <summary>
/// The child process of one worker, as often as it must be started: with the first file, after a crash, and anew after
/// some hundred files, so that what libraries leak is bounded. A file that a child does not survive is given to one
/// more. Used by one thread, see <see cref="RenderProcess"/>.
/// </summary>
internal sealed partial class ImageChild(ImageOptions options, IEnumerable<string> program, ILogger logger)
    : IDisposable
{
    private const int Attempts = 2;

    private static readonly ImageOutcome.Rejected TooSlow = new("The picture takes too long to process.");
    private static readonly ImageOutcome.Rejected Unreadable = new("The picture cannot be read.");
    private static readonly ImageOutcome.Rejected TooManyBytes = new("The file is too large.");

    private RenderProcess? running;

    internal ImageOutcome Render(ReadOnlyMemory<byte> file) =>
        file.Length > ImageFrames.MaxFileBytes
            ? TooManyBytes
            : Ask(ImageTask.Render, file, ImageAnswers.ReadOutcome, end => end.OutOfTime ? TooSlow : Unreadable);

    internal byte[]? ToJpeg(ReadOnlyMemory<byte> webp) =>
        webp.Length > ImageFrames.MaxFileBytes
            ? null
            : Ask(ImageTask.ToJpeg, webp, ImageAnswers.ReadJpeg, _ => null);

    /// <summary>Ends the process; the next file starts another.</summary>
    internal void SendAway()
    {
        running?.Dispose();
        running = null;
    }

    public void Dispose() => SendAway();

    private T Ask<T>(ImageTask task, ReadOnlyMemory<byte> file, Func<byte[], T> read, Func<RenderEnd, T> giveUp)
    {
        for (var attempt = 1; ; attempt++)
        {
            var process = Running();
            try
            {
                return read(process.Ask(task, file, TimeSpan.FromSeconds(options.TimeoutSeconds)));
            }
            catch (Exception failure) when (failure is IOException or InvalidDataException)
            {
                var end = process.End();
                SendAway();
                LogEnded(end.ExitCode, end.OutOfTime);
                if (attempt == Attempts)
                {
                    return end.Killed
                        ? throw new IOException("The process that renders pictures was killed, twice.", failure)
                        : giveUp(end);
                }
            }
        }
    }

    private RenderProcess Running()
    {
        if (running is { } old && (old.HasEnded || old.Answered >= options.PicturesPerProcess))
        {
            SendAway();
        }
        return running ??= RenderProcess.Start(program, options);
    }

    [LoggerMessage(LogLevel.Warning,
        "A process that renders pictures ended within a picture: exit code {ExitCode}, out of time: {OutOfTime}")]
    private partial void LogEnded(int exitCode, bool outOfTime);
}
