using System.Security.Cryptography;
using Instagram.Media.Videos;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;

namespace Instagram.Grains.Media;

/// <summary>
/// From an uploaded video to its poster's variants and its rendition in the object store. It waits for a place of its
/// own, so that a long video holds up no picture.
/// </summary>
public sealed class VideoProcessing(IObjectStore objects, VideoPipeline pipeline, PictureProcessing pictures)
{
    public const string Rendition = "video";

    /// <summary>Why this server takes no videos; null where it does.</summary>
    public string? Missing => pipeline.Missing;

    /// <summary>The medium as it is settled, not written yet. Cancelled when the host stops.</summary>
    public Task<MediaRow> Render(MediaRow medium) => pipeline.Process(
        async (file, ct) =>
        {
            await using var original = await objects.OpenOriginal(medium, ct);
            await original.CopyToAsync(file, ct);
        },
        (outcome, ct) => outcome switch
        {
            VideoOutcome.Processed video => Keep(medium, video, ct),
            VideoOutcome.Rejected rejected => Task.FromResult(
                medium with { Status = MediaStatus.Rejected, Reason = rejected.Reason }),
            _ => throw new InvalidOperationException($"No such outcome: {outcome}."),
        });

    private async Task<MediaRow> Keep(MediaRow medium, VideoOutcome.Processed video, CancellationToken ct)
    {
        var settled = await pictures.Render(medium, video.Poster);
        if (settled.Status != MediaStatus.Ready)
        {
            return settled;
        }
        string key;
        await using (var file = File.OpenRead(video.RenditionPath))
        {
            key = MediaKeys.Rendition(medium.Id, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)));
            file.Position = 0;
            await objects.Put(key, file, "video/mp4", ct);
        }
        return settled with
        {
            Width = video.Width, Height = video.Height, DurationMs = video.DurationMs,
            Variants =
            [
                .. settled.Variants,
                new VariantRow(Rendition, video.RenditionSize.Width, video.RenditionSize.Height, key),
            ],
        };
    }
}
