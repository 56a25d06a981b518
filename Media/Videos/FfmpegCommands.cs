using System.Globalization;

namespace Instagram.Media.Videos;

/// <summary>
/// What ffmpeg is asked to do. The demuxer is named, so that a playlist or a list of files is never taken for what was
/// uploaded, and only files can be opened; one thread does everything.
/// </summary>
internal static class FfmpegCommands
{
    private const double PosterAtMostSeconds = 1;

    public static IEnumerable<string> Rendition(
        VideoWork work, ProbedVideo video, FrameSize size, VideoOptions options) =>
    [
        .. Start(options), "-i", work.OriginalPath, "-t", Number(options.MaxSeconds + 1),
        "-map", $"0:{video.VideoStream}",
        .. video.AudioStream is { } sound ? (string[])["-map", $"0:{sound}"] : [],
        .. Plain, "-vf", Scaled(size, "yuv420p"), "-filter_threads", "1", "-fpsmax", "60",
        "-c:v", "libx264", "-threads", "1", "-preset", "veryfast", "-crf", Number(options.Quality), "-maxrate", "6M",
        "-bufsize", "12M", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000",
        "-movflags", "+faststart", "-f", "mp4", work.RenditionPath,
    ];

    /// <summary>A moment into the video, because many begin in the dark.</summary>
    public static IEnumerable<string> Poster(
        VideoWork work, ProbedVideo video, FrameSize size, ProbedVideo rendition, VideoOptions options) =>
    [
        .. Start(options), "-ss", Number(Math.Min(PosterAtMostSeconds, rendition.DurationMs / 4000.0)),
        "-i", work.OriginalPath, "-map", $"0:{video.VideoStream}", .. Plain, "-vf", Scaled(size, "rgb24"),
        "-filter_threads", "1", "-frames:v", "1", "-c:v", "png", "-threads", "1", "-f", "image2", "-update", "1",
        work.PosterPath,
    ];

    private static readonly string[] Plain =
        ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
         "-flags:a", "+bitexact", "-sn", "-dn"];

    private static IEnumerable<string> Start(VideoOptions options) =>
    [
        "ffmpeg", "-nostdin", "-hide_banner", "-v", "error", "-y", "-protocol_whitelist", "file,pipe",
        "-threads", "1", "-max_pixels", Number(options.MaxSide * (long)options.MaxSide), "-f", "mov",
    ];

    private static string Scaled(FrameSize size, string pixels) =>
        $"scale={Number(size.Width)}:{Number(size.Height)},setsar=1,format={pixels}";

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
