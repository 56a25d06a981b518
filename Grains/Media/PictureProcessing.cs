using System.Security.Cryptography;
using Instagram.Media.Images;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;

namespace Instagram.Grains.Media;

/// <summary>From an uploaded picture to its variants in the object store.</summary>
public sealed class PictureProcessing(IObjectStore objects, ImagePipeline pipeline, ProcessingSlots slots)
{
    /// <summary>The medium as it is settled, not written yet.</summary>
    public async Task<MediaRow> Render(MediaRow medium)
    {
        await slots.Enter(CancellationToken.None);
        try
        {
            return await Render(medium, await Read(medium));
        }
        finally
        {
            slots.Leave();
        }
    }

    /// <summary>The same of a picture that is in memory, such as a video's poster.</summary>
    public async Task<MediaRow> Render(MediaRow medium, byte[] picture)
    {
        var outcome = await pipeline.Process(picture, CancellationToken.None);
        if (outcome is not ImageOutcome.Processed image)
        {
            var reason = ((ImageOutcome.Rejected)outcome).Reason;
            return medium with { Status = MediaStatus.Rejected, Reason = reason };
        }
        var variants = new List<VariantRow>(image.Variants.Length);
        foreach (var variant in image.Variants)
        {
            var key = MediaKeys.Variant(
                medium.Id, variant.Name, Convert.ToHexStringLower(SHA256.HashData(variant.Bytes)));
            await objects.Put(key, variant.Bytes, "image/webp");
            variants.Add(new VariantRow(variant.Name, variant.Width, variant.Height, key));
        }
        return medium with
        {
            Status = MediaStatus.Ready, Width = image.Width, Height = image.Height, Blurhash = image.Blurhash,
            Variants = variants,
        };
    }

    private async Task<byte[]> Read(MediaRow medium)
    {
        await using var stream = await objects.OpenOriginal(medium);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
