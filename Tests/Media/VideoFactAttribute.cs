using Instagram.Media.Videos;

namespace Instagram.Tests.Media;

/// <summary>Runs where ffmpeg is, which makes the videos too; skipped elsewhere.</summary>
internal sealed class VideoFactAttribute : FactAttribute
{
    public VideoFactAttribute() => Skip = VideoTools.Check();
}
