using Instagram.Grains.Policies;
using Instagram.Storage.Inbox;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Inbox;

/// <summary>
/// Facts of one inbox that raise a notice, as few writes: those of one kind and topic that were caused within a minute
/// are one. Of one topic's the older comes first, as the newer may belong to the group that it begins.
/// </summary>
internal sealed class Raises
{
    /// <summary>Little beside the window of a group: the group of the first is as good as any for the others.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(1);

    private readonly List<List<IReadOnlyList<NoticeFact>>> _rounds = [];

    public Raises(IEnumerable<NoticeFact> facts)
    {
        foreach (var topic in facts.GroupBy(fact => (fact.Kind, NoticeGrouping.Topic(fact))))
        {
            var round = 0;
            foreach (var part in Split(topic.OrderBy(fact => fact.CauseId)))
            {
                if (_rounds.Count == round)
                {
                    _rounds.Add([]);
                }
                _rounds[round++].Add(part);
            }
        }
    }

    /// <summary>The writes of a round are independent of each other; those of the next come after them.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<NoticeFact>>> Rounds => _rounds;

    /// <summary>One deed for each actor and subject, that with the newest cause.</summary>
    public static IReadOnlyList<DeedRow> Deeds(IReadOnlyList<NoticeFact> facts)
    {
        var newest = new Dictionary<(long, long), DeedRow>(facts.Count);
        foreach (var fact in facts)
        {
            var deed = Deed(fact);
            if (!newest.TryGetValue((deed.SubjectId, deed.ActorId), out var known) || known.CauseId < deed.CauseId)
            {
                newest[(deed.SubjectId, deed.ActorId)] = deed;
            }
        }
        return [.. newest.Values];
    }

    public static DeedRow Deed(NoticeFact fact) => new(
        fact.RecipientId, (short)fact.Kind, NoticeGrouping.Subject(fact), fact.ActorId, fact.CauseId);

    /// <summary>A group that all of them may belong to.</summary>
    public static GroupTerms Terms(IReadOnlyList<NoticeFact> facts, long changedId)
    {
        var (first, last) = (SnowflakeIds.TimeOf(facts[0].CauseId), SnowflakeIds.TimeOf(facts[^1].CauseId));
        return new GroupTerms(
            NoticeGrouping.Topic(facts[0]), facts[0].PostId, facts[0].CommentId,
            SnowflakeIds.FirstAt(last - NoticeGrouping.Window), SnowflakeIds.FirstAt(first + NoticeGrouping.Window),
            changedId, changedId);
    }

    private static IEnumerable<IReadOnlyList<NoticeFact>> Split(IEnumerable<NoticeFact> byCause)
    {
        var part = new List<NoticeFact>();
        foreach (var fact in byCause)
        {
            if (part.Count > 0
                && SnowflakeIds.TimeOf(fact.CauseId) - SnowflakeIds.TimeOf(part[0].CauseId) > Together)
            {
                yield return part;
                part = [];
            }
            part.Add(fact);
        }
        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
