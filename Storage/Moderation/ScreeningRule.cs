using Instagram.Storage.Outbox;

namespace Instagram.Storage.Moderation;

/// <summary>
/// What becomes of a post or story by its most explicit medium, 0 to 1: above <paramref name="RemoveAbove"/> it is
/// never shown, above <paramref name="FlagAbove"/> the fact that <paramref name="Tell"/> makes of the score commits
/// along.
/// </summary>
public sealed record ScreeningRule(double RemoveAbove, double FlagAbove, Func<double, OutboxFact> Tell);
