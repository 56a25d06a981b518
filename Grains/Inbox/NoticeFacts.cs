using Instagram.Grains.Outbox;
using Instagram.Storage.Outbox;
using Microsoft.Extensions.Logging;

namespace Instagram.Grains.Inbox;

/// <summary>Makes the facts that notices come from. Nobody is told of what they did themselves.</summary>
internal static class NoticeFacts
{
    /// <summary>
    /// One fact, or none for an own deed. It commits beside <paramref name="beside"/>. Without a
    /// <paramref name="causeId"/> the fact is its own cause, newer than all before it.
    /// </summary>
    public static IReadOnlyList<PendingFact> Notice(
        this Facts facts, NoticeKind kind, long recipientId, long actorId, long beside, long? causeId = null,
        long? postId = null, long? commentId = null, bool withdrawn = false) =>
        recipientId == actorId
            ? []
            :
            [
                facts.Prepare(Streams.Notices, recipientId, beside, factId => new NoticeFact(
                    factId, recipientId, kind, actorId, causeId ?? factId, postId, commentId, null, withdrawn)),
            ];

    public static IReadOnlyList<OutboxFact> Rows(this IEnumerable<PendingFact> facts) =>
        [.. facts.Select(fact => fact.Row)];

    public static async Task PublishAll(this Grain grain, IEnumerable<PendingFact> facts, ILogger logger)
    {
        foreach (var fact in facts)
        {
            await grain.Publish(fact, logger);
        }
    }

    public static async Task PublishAll(this IClusterClient client, IEnumerable<PendingFact> facts, ILogger logger)
    {
        foreach (var fact in facts)
        {
            await client.Publish(fact, logger);
        }
    }
}
