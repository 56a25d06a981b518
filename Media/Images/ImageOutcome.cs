using System.Collections.Immutable;

namespace Instagram.Media.Images;

/// <summary>What became of an uploaded picture. A bad file is an outcome, never an exception.</summary>
public abstract record ImageOutcome
{
    private ImageOutcome()
    {
    }

    /// <summary>
    /// The picture was read to its end. Width and height are the upright original's; the variants are thumbnail,
    /// small, medium, large in this order.
    /// </summary>
    public sealed record Processed(int Width, int Height, string Blurhash, ImmutableArray<RenderedVariant> Variants)
        : ImageOutcome;

    /// <summary>The file will never become a picture; trying again is useless. The reason is for its owner.</summary>
    public sealed record Rejected(string Reason) : ImageOutcome;
}
