using System.Collections.Immutable;
using Instagram.Grains.Copies;
using Instagram.Grains.Feed;
using Instagram.Grains.Graph;
using Instagram.Grains.Inbox;
using Instagram.Grains.Moderation;
using Instagram.Grains.Outbox;
using Instagram.Grains.Policies;
using Instagram.Grains.Search;
using Instagram.Storage.Graph;
using Instagram.Storage.Shards;
using Instagram.Storage.Users;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Users;

public sealed class UserGrain(
    UserStore users, GraphStore graph, ShunStore shuns, SnowflakeIds ids, Facts facts, IOptions<GraphOptions> options,
    IOptions<ModerationOptions> moderation, Copies<UserCardJson> cards, OpenAccounts open, FeedCells feeds,
    OpenInboxes inboxes, ILogger<UserGrain> logger)
    : Grain, IUserGrain
{
    private const short Suspended = 1;
    private const short Deleted = 2;

    private UserRow? _user;
    private UserCountsRow? _counts;
    private int _countChanges;
    private bool _isInDoubt;

    /// <summary>Loaded with the first question about ties: an account seen only as an author needs none.</summary>
    private Task<IdSet>? _following;
    private ImmutableHashSet<long> _blocked = [];
    private HashSet<long> _muted = [];

    private long Id => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await users.Load(Id, cancellationToken) is { } stored)
        {
            _user = stored.User;
            _blocked = [.. stored.Blocked];
            _muted = [.. stored.Muted];
        }
        Show();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        cards.Changed(Id);
        open.Hide(Id);
        return Task.CompletedTask;
    }

    public async Task<UserView?> Get()
    {
        if (Present() is null)
        {
            return null;
        }
        var counts = _counts;
        if (counts is null)
        {
            var change = _countChanges;
            counts = await users.GetCounts(Id, CancellationToken.None);
            // What changed while they were read may be missing in them: good for this answer, not for the next.
            _counts = change == _countChanges ? counts : null;
        }
        return View(_user!, counts);
    }

    public Task<UserCardView?> GetCard() => Task.FromResult(Present() is { } user ? Card(user) : null);

    public Task<UserStanding> GetStanding(long viewerId) => Task.FromResult(
        Present() is { } user
            ? new UserStanding(
                true, user.IsPrivate, user.Standing == Suspended, _blocked.Contains(viewerId), user.AvatarMediaId)
            : default);

    public async Task<Ties> GetTies(long otherId) =>
        Present() is null
            ? default
            : new Ties((await Following()).Contains(otherId), _blocked.Contains(otherId), _muted.Contains(otherId));

    public Task<ImmutableArray<long>> BlockedAmong(ImmutableArray<long> otherIds) => Task.FromResult(
        Present() is null || _blocked.Count == 0 ? [] : otherIds.RemoveAll(other => !_blocked.Contains(other)));

    public async Task<UserView?> Update(ProfileChange change)
    {
        if (Present() is not { } user)
        {
            return null;
        }
        var changed = user with
        {
            DisplayName = change.DisplayName ?? user.DisplayName,
            Bio = change.Bio ?? user.Bio,
            IsPrivate = change.IsPrivate ?? user.IsPrivate,
        };
        var opened = user.IsPrivate && !changed.IsPrivate
            ? facts.Prepare(Streams.Opened, Id, factId => new AccountOpened(factId, Id))
            : null;
        var indexed = facts.Prepare(Streams.Index, Id, factId => new IndexChanged(factId, IndexSubject.User, Id));
        await users.Update(
            changed, opened is null ? [indexed.Row] : [opened.Row, indexed.Row], CancellationToken.None)
            .OrForget(Doubt);
        Hold(changed);
        await this.Publish(indexed, logger);
        return await Get();
    }

    public async Task<bool> SetAvatar(long? mediaId)
    {
        if (Present() is not { } user)
        {
            return false;
        }
        if (!await users.SetAvatar(Id, mediaId, moderation.Value.RemoveAbove, CancellationToken.None)
            .OrForget(Doubt))
        {
            return false;
        }
        Hold(user with { AvatarMediaId = mediaId });
        return true;
    }

    public async Task<Admission> Admit(long requesterId)
    {
        if (Present() is not { Standing: not Suspended } user || _blocked.Contains(requesterId))
        {
            return Admission.NotFound;
        }
        if (!user.IsPrivate)
        {
            return Admission.Admitted;
        }
        var edgeId = ids.Next(ShardId.Of(Id));
        var told = facts.Notice(NoticeKind.FollowRequest, Id, requesterId, beside: Id, causeId: edgeId);
        if (await graph.AddRequest(Id, requesterId, edgeId, told.Rows(), CancellationToken.None))
        {
            await this.PublishAll(told, logger);
        }
        return Admission.Requested;
    }

    public async Task<FollowResult> Follow(long followeeId, bool byRequest)
    {
        if (Present() is null)
        {
            return FollowResult.NotAdmitted;
        }
        var following = await Following();
        if (byRequest && !await graph.HasRequest(followeeId, Id, CancellationToken.None))
        {
            return FollowResult.NotAdmitted;
        }
        if (!following.Contains(followeeId) && following.Count >= options.Value.MaxFollowing)
        {
            return FollowResult.TooMany;
        }
        var edgeId = ids.Next(ShardId.Of(Id));
        var told = byRequest
            ? facts.Notice(NoticeKind.FollowApproved, Id, followeeId, beside: Id, causeId: edgeId)
            : [];
        var start = byRequest ? default : NoticeGrouping.Start(followeeId, edgeId);
        var change = await graph.Follow(
            Id, followeeId, edgeId, ifOpen: !byRequest, start, told.Rows(), CancellationToken.None)
            .OrForget(() => DoubtFollow(followeeId));
        if (change.Edge == EdgeChange.Refused)
        {
            return FollowResult.NotAdmitted;
        }
        if (change.Edge == EdgeChange.Made && !byRequest)
        {
            inboxes.Changed(followeeId, NoticeGrouping.Follows, isNew: true, change.BeganNotice);
        }
        following.Add(followeeId);
        ForgetCounts();
        if (!_muted.Contains(followeeId))
        {
            await Feed.Followed(followeeId);
        }
        if (byRequest)
        {
            // Last: stopped before, the request is still there and can be approved again.
            await RemoveRequest(followeeId);
        }
        if (change.Edge == EdgeChange.Made)
        {
            await this.PublishAll(told, logger);
        }
        return FollowResult.Following;
    }

    public async Task Unfollow(long followeeId)
    {
        var following = await Following();
        await RemoveRequest(followeeId);
        var told = facts.Notice(NoticeKind.FollowApproved, Id, followeeId, beside: Id, withdrawn: true);
        var isGone = await graph.Unfollow(Id, followeeId, told.Rows(), CancellationToken.None)
            .OrForget(() => DoubtFollow(followeeId));
        inboxes.Changed(followeeId, NoticeGrouping.Follows, isNew: false, isNewNotice: false);
        following.Remove(followeeId);
        ForgetCounts();
        await Feed.Unfollowed(followeeId);
        if (isGone)
        {
            await this.PublishAll(told, logger);
        }
    }

    public async Task Block(long otherId)
    {
        if (Present() is null)
        {
            return;
        }
        await shuns.Block(Id, otherId, ids.Next(ShardId.Of(Id)), CancellationToken.None)
            .OrForget(() => DoubtTieTo(otherId));
        _blocked = _blocked.Add(otherId);
        Show();
        LookAgain(otherId);
    }

    public async Task Unblock(long otherId)
    {
        await shuns.Unblock(Id, otherId, CancellationToken.None).OrForget(() => DoubtTieTo(otherId));
        _blocked = _blocked.Remove(otherId);
        Show();
        LookAgain(otherId);
    }

    public async Task Mute(long otherId)
    {
        if (Present() is null)
        {
            return;
        }
        await shuns.Mute(Id, otherId, ids.Next(ShardId.Of(Id)), CancellationToken.None).OrForget(ForgetTies);
        _muted.Add(otherId);
        await Feed.Unfollowed(otherId);
    }

    public async Task Unmute(long otherId)
    {
        await shuns.Unmute(Id, otherId, CancellationToken.None).OrForget(ForgetTies);
        _muted.Remove(otherId);
        if (Present() is not null && (await Following()).Contains(otherId))
        {
            await Feed.Followed(otherId);
        }
    }

    public async Task Closed()
    {
        Hold(await users.Find(Id, CancellationToken.None).OrForget(Doubt));
        ForgetCounts();
    }

    public async Task SetSuspended(bool suspended)
    {
        if (Present() is null)
        {
            return;
        }
        var changed = facts.Prepare(
            Streams.Index, Id, factId => new IndexChanged(factId, IndexSubject.User, Id));
        if (await users.SetSuspended(Id, suspended, [changed.Row], CancellationToken.None).OrForget(Doubt))
        {
            await this.Publish(changed, logger);
        }
        Hold(await users.Find(Id, CancellationToken.None).OrForget(Doubt));
        await GrainFactory.GetGrain<IIndexGrain>(Id).Refresh(IndexSubject.User);
    }

    public Task CountsChanged()
    {
        ForgetCounts();
        return Task.CompletedTask;
    }

    /// <summary>A request of this account's is no longer pending, nor its notice.</summary>
    private async Task RemoveRequest(long targetId)
    {
        var told = facts.Notice(NoticeKind.FollowRequest, targetId, Id, beside: targetId, withdrawn: true);
        if (await graph.RemoveRequest(targetId, Id, told.Rows(), CancellationToken.None))
        {
            await this.PublishAll(told, logger);
        }
    }

    /// <summary>What is held of the account changes, and with it whatever shows it.</summary>
    private void Hold(UserRow? user)
    {
        _user = user;
        Show();
        cards.Changed(Id);
    }

    /// <summary>What others may read of this grain without a call.</summary>
    private void Show()
    {
        if (_user is { Standing: not Deleted } user && !_isInDoubt)
        {
            open.Show(Id, new AccountSides(user.IsPrivate, user.Standing == Suspended, _blocked));
        }
        else
        {
            open.Hide(Id);
        }
    }

    /// <summary>Whether a change was stored is not known: everything is read anew.</summary>
    private void Doubt()
    {
        _isInDoubt = true;
        Show();
        cards.Changed(Id);
        DeactivateOnIdle();
    }

    private void DoubtTieTo(long otherId)
    {
        _isInDoubt = true;
        Show();
        LookAgain(otherId);
        DeactivateOnIdle();
    }

    /// <summary>What either has been shown may mention the other.</summary>
    private void LookAgain(long otherId)
    {
        feeds.Find(Id)?.Changed();
        feeds.Find(otherId)?.Changed();
    }

    private void ForgetCounts()
    {
        _counts = null;
        _countChanges++;
    }

    /// <summary>Whether a change was stored is not known: this grain and the feed's fence are made anew.</summary>
    private void ForgetTies()
    {
        DeactivateOnIdle();
        _ = Feed.Doubt();
    }

    private void DoubtFollow(long followeeId)
    {
        ForgetTies();
        inboxes.Changed(followeeId, NoticeGrouping.Follows, isNew: false, isNewNotice: false);
    }

    private IFeedGrain Feed => GrainFactory.GetGrain<IFeedGrain>(Id);

    /// <summary>An account that is not there must not be remembered as absent: it may be signed up next.</summary>
    private UserRow? Present()
    {
        if (_user is null)
        {
            DeactivateOnIdle();
        }
        return _user is { Standing: not Deleted } ? _user : null;
    }

    private Task<IdSet> Following()
    {
        if (_following is null or { IsFaulted: true } or { IsCanceled: true })
        {
            _following = Load();
        }
        return _following;

        async Task<IdSet> Load() => new(await graph.LoadFollowing(Id, CancellationToken.None));
    }

    private static UserView View(UserRow user, UserCountsRow counts) => new(
        Card(user), user.Bio, counts.Posts, counts.Followers, counts.Following, SnowflakeIds.TimeOf(user.Id));

    private static UserCardView Card(UserRow user) => new(
        user.Id, user.Username, user.DisplayName, user.AvatarMediaId, user.IsPrivate, user.IsVerified);
}
