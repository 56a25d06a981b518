using Instagram.Media.Videos;

namespace Instagram.Tests.Support;

/// <summary>Runs where ffmpeg is and an S3 server can be started; skipped elsewhere.</summary>
internal sealed class VideoS3FactAttribute : FactAttribute
{
    public VideoS3FactAttribute() => Skip = RgwServer.Missing ?? VideoTools.Check();
}
