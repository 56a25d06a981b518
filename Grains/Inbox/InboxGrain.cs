using Instagram.Grains.Media;
using Instagram.Grains.Policies;
using Instagram.Storage.Inbox;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using Orleans.Utilities;

namespace Instagram.Grains.Inbox;

[ImplicitStreamSubscription(Streams.Notices)]
public sealed class InboxGrain : Grain, IInboxGrain, IStreamSubscriptionObserver, IAsyncBatchObserver<NoticeFact>
{
    private static readonly TimeSpan WatchedFor = TimeSpan.FromMinutes(2);

    private readonly NoticeStore _notices;
    private readonly OutboxStore _outbox;
    private readonly SnowflakeIds _ids;
    private readonly TimeProvider _time;
    private readonly InboxOptions _options;
    private readonly OpenInboxes _inboxes;
    private readonly ObserverManager<IInboxObserver> _watching;
    private readonly RecentEvents _events;

    /// <summary>What is heard of likes and follows; before the first read or watcher nobody needs it.</summary>
    private OpenInbox? _deeds;

    /// <summary>Loaded with the first read: an inbox that nobody opens only writes.</summary>
    private RecentGroups? _groups;
    private long _seen;
    private int _untilPurge;

    public InboxGrain(
        NoticeStore notices, OutboxStore outbox, OpenInboxes inboxes, SnowflakeIds ids, TimeProvider time,
        IOptions<InboxOptions> options, ILogger<InboxGrain> logger)
    {
        _inboxes = inboxes;
        _notices = notices;
        _outbox = outbox;
        _ids = ids;
        _time = time;
        _options = options.Value;
        _watching = new ObserverManager<IInboxObserver>(WatchedFor, logger)
        {
            GetDateTime = () => time.GetUtcNow().UtcDateTime,
        };
        _events = new RecentEvents(_options.RecentEvents, NewId());
        // Not with the first notice: a host that starts would purge every inbox at once.
        _untilPurge = (int)(NewId() % _options.PurgeEvery);
    }

    private long UserId => this.GetPrimaryKeyLong();

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<NoticeFact>().ResumeAsync(this);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _inboxes.Close(UserId);
        return Task.CompletedTask;
    }

    public async Task<NoticeGroups> GetGroups(long beforeChange, int limit)
    {
        var groups = await Load();
        var page = groups.Before(beforeChange, limit + 1)
            ?? await _notices.List(
                UserId, beforeChange, limit + 1, _options.DeedsPerGroup, CancellationToken.None);
        return new NoticeGroups([.. page.Take(limit).Select(View)], page.Count > limit);
    }

    public async Task<NoticeGroup?> GetGroup(long groupId) =>
        ((await Load()).Find(groupId)
            ?? await _notices.Find(UserId, groupId, _options.DeedsPerGroup, CancellationToken.None)) is { } group
            ? View(group)
            : null;

    public async Task<bool> MarkSeen(long groupId)
    {
        await Load();
        if (await _notices.MarkSeen(UserId, groupId, CancellationToken.None) is not { } seen)
        {
            return false;
        }
        _seen = seen;
        return true;
    }

    public async Task<MissedEvents> Watch(IInboxObserver observer, long? lastEventId)
    {
        await HearOfDeeds();
        _watching.Subscribe(observer, observer);
        var now = NewId();
        return lastEventId is { } last ? _events.Since(last, now) : new MissedEvents(true, now, []);
    }

    public Task Leave(IInboxObserver observer)
    {
        _watching.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task FeedGrew(long postId)
    {
        Tell(new InboxEvent(NewId(), InboxEventKind.Feed, postId));
        return Task.CompletedTask;
    }

    public Task UploadChanged(long mediaId, UploadStatus status)
    {
        Tell(new InboxEvent(NewId(), InboxEventKind.Upload, mediaId, status));
        return Task.CompletedTask;
    }

    public Task DeedsNoted() => HearOfDeeds();

    public Task DeedsChanged(long topicId, bool isNew)
    {
        if (_deeds is null)
        {
            return Task.CompletedTask;
        }
        _deeds.Add(topicId, isNew);
        return HearOfDeeds();
    }

    public Task Purge() => _notices.Purge(
        UserId, _options.KeptGroups,
        SnowflakeIds.FirstAt(_time.GetUtcNow() - TimeSpan.FromDays(_options.KeptDays)), CancellationToken.None);

    /// <summary>What comes together is written together, as long as nothing is taken back in between.</summary>
    public async Task OnNextAsync(IList<SequentialItem<NoticeFact>> items)
    {
        var facts = items.Select(item => item.Item).ToList();
        try
        {
            for (var at = 0; at < facts.Count; at++)
            {
                var raised = facts.Skip(at).TakeWhile(fact => !fact.Withdrawn).ToList();
                await RaiseAll(raised);
                at += raised.Count;
                if (at < facts.Count)
                {
                    await Withdraw(Raises.Deed(facts[at]));
                }
            }
        }
        catch
        {
            // Some may have committed: what is remembered here is no longer sure.
            _groups = null;
            _events.Forget(NewId());
            throw;
        }
        foreach (var fact in facts.Where(fact => fact.Withdrawn || !IsDoneBeside(fact)))
        {
            _outbox.Done(fact.FactId);
        }
    }

    private async Task RaiseAll(List<NoticeFact> facts)
    {
        foreach (var round in new Raises(facts).Rounds)
        {
            // Events go out in the order of their ids.
            foreach (var (changedId, changed) in await Task.WhenAll(round.Select(Raise)))
            {
                await Take(changedId, changed);
            }
        }
    }

    private async Task Withdraw(DeedRow deed)
    {
        if (await _notices.Withdraw(deed, CancellationToken.None) is { } shrunk)
        {
            await Refresh(shrunk);
        }
    }

    /// <summary>Facts of one kind and topic.</summary>
    private async Task<(long ChangedId, ChangedGroup? Changed)> Raise(IReadOnlyList<NoticeFact> facts)
    {
        var changedId = NewId();
        return (changedId, await _notices.Raise(
            Raises.Deeds(facts), Raises.Terms(facts, changedId), asksForLeft: _groups is not null,
            [.. facts.Where(IsDoneBeside).Select(fact => fact.FactId)]));
    }

    private async Task Take(long changedId, ChangedGroup? group)
    {
        if (group is not { } changed)
        {
            return;
        }
        foreach (var left in changed.Left)
        {
            await Refresh(left);
        }
        await Refresh(changed.Id);
        Tell(new InboxEvent(changedId, InboxEventKind.Notice, changed.Id));
        if (_untilPurge-- <= 0)
        {
            _untilPurge = _options.PurgeEvery;
            await Purge();
        }
    }

    /// <summary>Where the fact's row is in the notices' database, the statement that notes it removes it.</summary>
    private bool IsDoneBeside(NoticeFact fact) => _notices.IsBeside(UserId, fact.FactId);

    private async Task<RecentGroups> Load()
    {
        await HearOfDeeds();
        if (_groups is null || !_inboxes.AreHere)
        {
            _seen = await _notices.GetSeen(UserId, CancellationToken.None);
            _groups = new RecentGroups(
                await _notices.List(
                    UserId, long.MaxValue, _options.GroupsInMemory + 1, _options.DeedsPerGroup,
                    CancellationToken.None),
                _options.GroupsInMemory);
        }
        return _groups;
    }

    /// <summary>Takes in the likes and follows that came and went since then, and tells of those that came.</summary>
    private async Task HearOfDeeds()
    {
        if (_deeds is null)
        {
            // Those before are not among the events.
            _events.Forget(NewId());
            _groups = null;
            _deeds = _inboxes.Open(UserId);
            return;
        }
        var (grown, isUnclear) = _deeds.Take();
        if (isUnclear)
        {
            _groups = null;
        }
        if (grown.Count == 0)
        {
            return;
        }
        try
        {
            foreach (var group in await _notices.FindStored(
                UserId, grown, _options.DeedsPerGroup, CancellationToken.None))
            {
                _groups?.Put(group);
                Tell(new InboxEvent(NewId(), InboxEventKind.Notice, group.Id));
            }
        }
        catch
        {
            _groups = null;
            _events.Forget(NewId());
            throw;
        }
    }

    /// <summary>Takes in how a group is now, if groups are held at all.</summary>
    private async Task Refresh(long groupId)
    {
        if (_groups is null)
        {
            return;
        }
        if (await _notices.Find(UserId, groupId, _options.DeedsPerGroup, CancellationToken.None) is { } group)
        {
            _groups.Put(group);
        }
        else
        {
            _groups.Remove(groupId);
        }
    }

    private void Tell(InboxEvent happened)
    {
        _events.Add(happened);
        _watching.Notify(observer => observer.Happened(happened));
    }

    private long NewId() => _ids.Next(ShardId.Of(UserId));

    private NoticeGroup View(GroupRow row) => new(
        row.Id, (NoticeKind)row.Kind, row.PostId, row.CommentId, row.ChangedId, _seen,
        [.. row.Deeds.Select(deed => new NoticeDeed(deed.SubjectId, deed.ActorId, deed.ChangedId))]);
}
