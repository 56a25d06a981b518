using Instagram.Grains.Outbox;
using Instagram.Storage.Media;
using Instagram.Storage.Moderation;
using Instagram.Storage.Objects;
using Instagram.Storage.Outbox;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Moderation;

/// <summary>
/// Has media judged before anyone sees them. The classifier gets a rendered variant, never the original with what its
/// metadata tell. One that has no answer within its bounds holds nothing up: the medium goes on, and a fact that
/// commits with it has it judged later.
/// </summary>
public sealed class Screening(
    IObjectStore objects, Facts facts, IOptions<ModerationOptions> options, IImageClassifier? classifier = null)
{
    private const string Variant = "medium";
    private const string VariantType = "image/webp";

    public bool IsOn => classifier is not null;

    public bool IsRemovedAt(double score) => score > options.Value.RemoveAbove;

    public bool IsFlaggedAt(double score) => score > options.Value.FlagAbove;

    /// <summary>The rendered medium with its score, and the facts that must commit with it.</summary>
    public async Task<(MediaRow Medium, IReadOnlyList<OutboxFact> Facts)> Judge(MediaRow medium)
    {
        if (!IsOn || medium.Status != MediaStatus.Ready)
        {
            return (medium, []);
        }
        var score = await Score(medium);
        // Delivered by the outbox alone: at once it would ask again what has just failed to answer.
        return (
            medium with { ExplicitScore = score },
            score is { } known && !IsFlaggedAt(known)
                ? []
                : [facts.Prepare(Streams.Screening, medium.Id, factId => new MediaScreening(factId, medium.Id)).Row]);
    }

    /// <summary>Null when there is no answer, or nothing that could be judged.</summary>
    public async Task<double?> Score(MediaRow medium)
    {
        if (classifier is null || medium.Variants.FirstOrDefault(variant => variant.Name == Variant) is not { } shown)
        {
            return null;
        }
        await using var stream = await objects.OpenRead(shown.Key);
        if (stream is null)
        {
            return null;
        }
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return await classifier.Score(bytes, VariantType, CancellationToken.None);
    }

    /// <summary>The rule that a post or story is published by.</summary>
    public ScreeningRule Rule(Func<double, OutboxFact> tell) =>
        new(options.Value.RemoveAbove, options.Value.FlagAbove, tell);
}
