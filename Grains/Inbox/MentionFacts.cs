using Instagram.Grains.Outbox;

namespace Instagram.Grains.Inbox;

/// <summary>
/// Tells people that a published post names them, or no longer does. The post is the cause: whether it still names them
/// is read from the store. Nobody is told of naming themselves.
/// </summary>
internal static class MentionFacts
{
    public static IEnumerable<PendingFact> ForMentions(
        this Facts facts, long postId, long authorId, IEnumerable<long> people, bool withdrawn) =>
        people.Where(person => person != authorId).Select(person => facts.Prepare(
            Streams.Notices, person, postId, factId => new NoticeFact(
                factId, person, NoticeKind.Mention, authorId, postId, postId, null, null, withdrawn)));
}
