using Instagram.Storage.Media;

namespace Instagram.Bench.Worlds;

/// <summary>What every medium of a world looks like in its row, where nobody asks for its bytes.</summary>
internal static class Picture
{
    private static readonly string Digest = new('5', 64);

    public static MediaRow Ready { get; } = new(
        0, 0, MediaStatus.Ready, "image/jpeg", 2_345_678, Digest, "uploads/bench", $"originals/{Digest}", 4_032, 3_024,
        "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
        [
            new VariantRow("thumbnail", 150, 150, $"variants/{Digest}/thumbnail.webp"),
            new VariantRow("small", 320, 240, $"variants/{Digest}/small.webp"),
            new VariantRow("medium", 640, 480, $"variants/{Digest}/medium.webp"),
            new VariantRow("large", 1_080, 810, $"variants/{Digest}/large.webp"),
        ],
        null, null);
}
