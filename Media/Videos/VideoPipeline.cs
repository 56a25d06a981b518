using Microsoft.Extensions.Logging;

namespace Instagram.Media.Videos;

/// <summary>
/// Turns uploaded files into a poster and one rendition, in child processes under limits, a few at a time. One for the
/// process. What is wrong with a file is a <see cref="VideoOutcome.Rejected"/>; an exception is wrong with the machine,
/// and trying again makes sense.
/// </summary>
public sealed partial class VideoPipeline : IDisposable
{
    private const string FormatName = "mov,mp4,m4a,3gp,3g2,mj2";
    private const string Unreadable = "This file cannot be read as an MP4 or MOV video.";
    private const int PosterBox = 1_080;
    private const int RenditionLongSide = 1_280;
    private const int RenditionShortSide = 720;
    private const int SmallestSide = 16;
    private const int NotLimited = 125;
    private const int NotStarted = 126;
    private const int NotFound = 127;
    private const int Killed = 128 + 9;

    /// <summary>Sound is cut into packets that stick out over the last picture.</summary>
    private const int DurationToleranceMs = 250;

    private static readonly HashSet<string> VideoCodecs = ["h264", "hevc", "mpeg4", "vp9", "av1", "h263"];

    private readonly VideoOptions options;
    private readonly ILogger<VideoPipeline> logger;
    private readonly SemaphoreSlim free;
    private readonly CancellationTokenSource stopping = new();
    private readonly string root;

    public VideoPipeline(VideoOptions options, ILogger<VideoPipeline> logger)
    {
        this.options = options;
        this.logger = logger;
        free = new SemaphoreSlim(options.ProcessAtOnce);
        root = options.WorkDirectory.Length > 0
            ? Path.GetFullPath(options.WorkDirectory)
            : Path.Combine(Path.GetTempPath(), "instagram-videos");
        Missing = options.Enabled ? VideoTools.Check() : "Videos are switched off.";
    }

    /// <summary>Why no video can be processed here; null where they can.</summary>
    public string? Missing { get; }

    /// <summary>Removes what a crash left. Before the first work.</summary>
    public int Sweep()
    {
        Directory.CreateDirectory(root);
        return VideoWork.Sweep(root);
    }

    /// <summary>
    /// Waits for its turn, has the original written into a file, and processes it. The rendition is there until
    /// <paramref name="keep"/> has ended.
    /// </summary>
    public Task<T> Process<T>(
        Func<Stream, CancellationToken, Task> writeOriginal, Func<VideoOutcome, CancellationToken, Task<T>> keep) =>
        // On the pool: what must be killed and cleaned up is so also when the caller's scheduler has ended.
        Task.Run(() => ProcessInTurn(writeOriginal, keep), stopping.Token);

    /// <summary>Kills what runs; its work fails as cancelled, and no other begins.</summary>
    public void Stop() => stopping.Cancel();

    public void Dispose()
    {
        stopping.Cancel();
        free.Dispose();
    }

    private async Task<T> ProcessInTurn<T>(
        Func<Stream, CancellationToken, Task> writeOriginal, Func<VideoOutcome, CancellationToken, Task<T>> keep)
    {
        await free.WaitAsync(stopping.Token);
        try
        {
            Directory.CreateDirectory(root);
            using var work = new VideoWork(root);
            await using (var original = File.Create(work.OriginalPath))
            {
                await writeOriginal(original, stopping.Token);
            }
            return await keep(await Render(work, stopping.Token), stopping.Token);
        }
        finally
        {
            free.Release();
        }
    }

    private async Task<VideoOutcome> Render(VideoWork work, CancellationToken ct)
    {
        if (!await VideoFormats.IsWholeVideo(work.OriginalPath, ct)
            || await Probe(work.OriginalPath, ct) is not { } original)
        {
            return new VideoOutcome.Rejected(Unreadable);
        }
        if (Refusal(original) is { } refusal)
        {
            return new VideoOutcome.Rejected(refusal);
        }
        var size = original.Size.Inside(RenditionLongSide, RenditionShortSide).Even();
        if (await Run(FfmpegCommands.Rendition(work, original, size, options), options.RenderTimeoutSeconds, ct)
                is { } slowOrBroken)
        {
            return new VideoOutcome.Rejected(slowOrBroken);
        }
        // What a header says of the duration need not be so; the rendition was cut there.
        if (await Probe(work.RenditionPath, ct) is not { Frames: > 1 } rendition)
        {
            return new VideoOutcome.Rejected(Unreadable);
        }
        if (TooLong(rendition.DurationMs) is { } tooLong)
        {
            return new VideoOutcome.Rejected(tooLong);
        }
        var poster = original.Size.Inside(PosterBox, PosterBox);
        var drawPoster = FfmpegCommands.Poster(work, original, poster, rendition, options);
        if (await Run(drawPoster, options.ProbeTimeoutSeconds, ct) is not null || !File.Exists(work.PosterPath))
        {
            return new VideoOutcome.Rejected(Unreadable);
        }
        return new VideoOutcome.Processed(
            original.Size.Width, original.Size.Height, original.DurationMs,
            await File.ReadAllBytesAsync(work.PosterPath, ct), work.RenditionPath, size);
    }

    private string? Refusal(ProbedVideo video)
    {
        if (video.FormatName != FormatName)
        {
            return Unreadable;
        }
        if (!VideoCodecs.Contains(video.VideoCodec))
        {
            return "This video is encoded in a way that is not supported. H.264 and HEVC are.";
        }
        if (video.Frames == 1 || video.DurationMs < 1)
        {
            return "There is no moving picture in this file.";
        }
        var (width, height) = video.Size;
        if (Math.Min(width, height) < SmallestSide || Math.Max(width, height) > options.MaxSide
            || (long)width * height > options.MaxMegapixels * 1_000_000L)
        {
            return $"This video has {width}×{height} pixels; at least {SmallestSide} a side and at most "
                + $"{options.MaxSide} and {options.MaxMegapixels} megapixels are accepted.";
        }
        return TooLong(video.DurationMs);
    }

    private string? TooLong(int durationMs) => durationMs > (options.MaxSeconds * 1000) + DurationToleranceMs
        ? $"This video is longer than {options.MaxSeconds} seconds."
        : null;

    private async Task<ProbedVideo?> Probe(string path, CancellationToken ct)
    {
        var result = await BoundedProcess.Run(
            VideoProbe.Command(path), Limits(options.ProbeTimeoutSeconds), ct);
        if (IsMachines(result))
        {
            throw new IOException($"ffprobe could not work here ({result.ExitCode}): {result.Errors}");
        }
        return result is { TimedOut: false, ExitCode: 0 } ? VideoProbe.Read(result.Output) : null;
    }

    /// <summary>Without room, killed by somebody, or not even started: that says nothing about the file.</summary>
    private static bool IsMachines(ProcessResult result) =>
        !result.TimedOut
        && (result.ExitCode is NotLimited or NotStarted or NotFound or Killed
            || result.Errors.Contains("No space left on device", StringComparison.Ordinal));

    /// <summary>Null when the program did its work; otherwise what to tell the owner.</summary>
    private async Task<string?> Run(IEnumerable<string> command, int timeoutSeconds, CancellationToken ct)
    {
        var result = await BoundedProcess.Run(command, Limits(timeoutSeconds), ct);
        if (result is { TimedOut: false, ExitCode: 0 })
        {
            return null;
        }
        if (IsMachines(result))
        {
            throw new IOException($"ffmpeg could not work here ({result.ExitCode}): {result.Errors}");
        }
        LogRefused(result.ExitCode, result.TimedOut, result.Errors);
        return result.TimedOut ? "This video takes too long to process." : Unreadable;
    }

    private ProcessLimits Limits(int seconds) =>
        new(TimeSpan.FromSeconds(seconds), options.MaxMemoryMegabytes, options.MaxRenditionMegabytes);

    [LoggerMessage(LogLevel.Information, "ffmpeg ended with {ExitCode} (out of time: {TimedOut}): {Errors}")]
    private partial void LogRefused(int exitCode, bool timedOut, string errors);
}
