using Instagram.Media.Videos;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Instagram.Silo;

/// <summary>
/// Before the first video, clears away what a crash left and says when there can be none; when the host stops, what is
/// in work is killed and begins anew with the next one.
/// </summary>
internal sealed partial class VideoWatch(VideoPipeline videos, ILogger<VideoWatch> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        videos.Sweep();
        if (videos.Missing is { } missing)
        {
            LogMissing(missing);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        videos.Stop();
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "No videos are taken. {Missing}")]
    private partial void LogMissing(string missing);
}
