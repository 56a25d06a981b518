namespace Instagram.Media.Videos;

/// <summary>What became of an uploaded video. A bad file is an outcome, never an exception.</summary>
public abstract record VideoOutcome
{
    private VideoOutcome()
    {
    }

    /// <summary>
    /// Width and height are the upright original's. The poster is a PNG of at most 1,080 pixels a side, for the picture
    /// pipeline. The rendition is an MP4 file of the work it came from, gone with it.
    /// </summary>
    public sealed record Processed(
        int Width, int Height, int DurationMs, byte[] Poster, string RenditionPath, FrameSize RenditionSize)
        : VideoOutcome;

    /// <summary>The file will never become a video; trying again is useless. The reason is for its owner.</summary>
    public sealed record Rejected(string Reason) : VideoOutcome;
}
