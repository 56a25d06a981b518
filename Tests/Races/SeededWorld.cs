using System.Globalization;
using Instagram.Grains;
using Instagram.Grains.Feed;
using Instagram.Grains.Graph;
using Instagram.Grains.Media;
using Instagram.Grains.Policies;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Instagram.Storage.Graph;
using Instagram.Storage.Likes;
using Orleans.Streams;

namespace Instagram.Tests.Races;

/// <summary>
/// Three people, and some of the things that can happen between them all at once. Every look is compared with what was
/// answered before it; at the end, when all has come to rest, everything with the rows.
/// </summary>
internal sealed class SeededWorld
{
    private const int Racers = 4;
    private const int StepsOfEach = 2;

    private readonly SeededSilo _silo;
    private readonly IReadOnlyList<SeededMember> _members;
    private readonly Knowledge _known = new();
    private readonly List<(long Id, SeededMember Author)> _posts = [];
    private readonly List<string> _findings = [];

    public SeededWorld(SeededSilo silo, IReadOnlyList<SeededMember> members)
    {
        (_silo, _members) = (silo, members);
        _posts.AddRange(members.Select(member => (member.PostId, member)));
    }

    /// <summary>What was wrong; empty when nothing was.</summary>
    public IReadOnlyList<string> Findings => _findings;

    public async Task Run(int seed)
    {
        await _silo.Run(seed, [Begin]);
        var random = new Random(seed);
        var scripts = Enumerable.Range(0, Racers).Select(_ => random.Next()).ToList();
        await _silo.Run(seed, scripts.Select(script => (Func<Task>)(() => Race(new Random(script)))));
        await _silo.Run(seed, [Compare]);
    }

    /// <summary>
    /// Whom they follow is loaded once for all who ask: before the race, in which no two may wait for one statement.
    /// </summary>
    private async Task Begin()
    {
        foreach (var me in _members)
        {
            await User(me).GetTies(0);
        }
    }

    private async Task Race(Random random)
    {
        for (var step = 0; step < StepsOfEach; step++)
        {
            _silo.Time.Advance(TimeSpan.FromMilliseconds(1));
            var me = _members[random.Next(_members.Count)];
            var other = _members.Where(one => one != me).ElementAt(random.Next(_members.Count - 1));
            await Step(me, other, random);
        }
    }

    private Task Step(SeededMember me, SeededMember other, Random random) => random.Next(40) switch
    {
        < 8 => Follow(me, other),
        < 11 => Do(
            () => Social.Unfollow(me.Id, other.Id),
            (FactKind.Follows, me.Key, other.Key, false), (FactKind.Requests, me.Key, other.Key, false)),
        < 13 => Do(
            () => Social.RemoveFollower(me.Id, other.Id),
            (FactKind.Follows, other.Key, me.Key, false), (FactKind.Requests, other.Key, me.Key, false)),
        < 14 => Do(
            async () => await Social.Approve(me.Id, other.Id) == FollowOutcome.Following,
            (FactKind.Follows, other.Key, me.Key, true)),
        < 16 => Do(
            () => Social.Block(me.Id, other.Id), (FactKind.Blocks, me.Key, other.Key, true),
            (FactKind.Follows, me.Key, other.Key, false), (FactKind.Follows, other.Key, me.Key, false),
            (FactKind.Requests, me.Key, other.Key, false), (FactKind.Requests, other.Key, me.Key, false)),
        < 18 => Do(() => Social.Unblock(me.Id, other.Id), (FactKind.Blocks, me.Key, other.Key, false)),
        < 20 => Do(
            async () => await Social.UpdateProfile(me.Id, new ProfileChange(null, null, true)) is not null,
            (FactKind.IsPrivate, me.Key, "", true)),
        < 22 => Open(me),
        < 23 => Do(
            () => User(me).SetSuspended(true), (FactKind.IsSuspended, me.Key, "", true)),
        < 24 => Do(
            () => User(me).SetSuspended(false), (FactKind.IsSuspended, me.Key, "", false)),
        < 28 => Publish(me),
        < 29 => Redeliver(random),
        < 30 => DeletePost(random),
        < 31 => Like(me, random),
        // Asleep; the next look wakes it.
        < 33 => Grains.GetGrain<IFeedGrain>(me.Id).Forget(),
        < 35 => LookAtPost(me, random),
        < 37 => LookAtPicture(me, other),
        _ => LookAtFeed(me, random.Next(2) == 0 ? FeedOrder.Latest : FeedOrder.Ranked),
    };

    private async Task Follow(SeededMember me, SeededMember other)
    {
        var follows = _known.Begin((FactKind.Follows, me.Key, other.Key, true));
        var requests = _known.Begin((FactKind.Requests, me.Key, other.Key, true));
        var outcome = await Social.Follow(me.Id, other.Id);
        var mayBeLetIn = outcome == FollowOutcome.Requested
            && _known.MayBe(FactKind.IsPrivate, other.Key, "", false);
        follows.Ends(outcome == FollowOutcome.Following ? Effect.Certain : mayBeLetIn ? Effect.Possible : Effect.None);
        requests.Ends(outcome == FollowOutcome.Requested ? Effect.Certain : Effect.None);
    }

    private async Task Open(SeededMember me)
    {
        var deed = _known.Begin((FactKind.IsPrivate, me.Key, "", false));
        var letIn = _known.Begin([.. _known.MayWaitFor(me.Key, _members.Select(member => member.Key)).SelectMany(
            waiting => new[]
            {
                (FactKind.Follows, waiting, me.Key, true), (FactKind.Requests, waiting, me.Key, false),
            })]);
        await Social.UpdateProfile(me.Id, new ProfileChange(null, null, false));
        deed.Ends(Effect.Certain);
        letIn.Ends(Effect.Possible);
    }

    private async Task Publish(SeededMember me)
    {
        var publisher = _silo.Service<PostPublisher>();
        var id = publisher.NewId(me.Id);
        await publisher.Publish(id, new PostDraft(me.Id, [], [], "another", null), CancellationToken.None);
        _posts.Add((id, me));
    }

    /// <summary>A fact comes twice: the outbox could not know that it had been taken.</summary>
    private Task Redeliver(Random random)
    {
        var (id, author) = _posts[random.Next(_posts.Count)];
        return Grains.GetStreamProvider(Streams.Provider)
            .GetStream<PostPublished>(StreamId.Create(Streams.Posts, author.Id))
            .OnNextAsync(new PostPublished(id, id, author.Id));
    }

    private Task DeletePost(Random random)
    {
        var (id, _) = _posts[random.Next(_posts.Count)];
        return Do(() => Grains.GetGrain<IPostGrain>(id).Delete(), (FactKind.IsDeleted, Key(id), "", true));
    }

    private async Task Like(SeededMember me, Random random)
    {
        var post = Grains.GetGrain<IPostGrain>(_posts[random.Next(_posts.Count)].Id);
        await (random.Next(3) == 0 ? post.Unlike(me.Id) : post.Like(me.Id));
    }

    private async Task LookAtPost(SeededMember me, Random random)
    {
        var (id, author) = _posts[random.Next(_posts.Count)];
        var since = _known.Now();
        Judge(
            await _silo.Service<PostReader>().Find(me.Id, id, CancellationToken.None) is not null,
            me, author, id, since);
    }

    private async Task LookAtPicture(SeededMember me, SeededMember other)
    {
        var since = _known.Now();
        Judge(
            await _silo.Service<MediaGate>().Find(me.Id, other.MediaId, "small") is not null,
            me, other, other.PostId, since);
    }

    private void Judge(bool shown, SeededMember me, SeededMember author, long post, long since)
    {
        if (shown && !_known.MaySee(me.Key, author.Key, Key(post), since))
        {
            _findings.Add($"leak: {me.Id} saw {post} of {author.Id}");
        }
        if (!shown && !_known.MayBeHidden(me.Key, author.Key, Key(post), since))
        {
            _findings.Add($"lost: {me.Id} did not see {post} of {author.Id}");
        }
    }

    private async Task LookAtFeed(SeededMember me, FeedOrder order)
    {
        var since = _known.Now();
        foreach (var id in await FeedOf(me, order))
        {
            var author = _posts.Find(post => post.Id == id).Author;
            // Who posts just now has not been answered yet.
            if (author is not null && !_known.MayBeInFeed(me.Key, author.Key, Key(id), since))
            {
                _findings.Add($"leak: {me.Id} found {id} of {author.Id} in the feed");
            }
        }
    }

    private async Task<List<long>> FeedOf(SeededMember me, FeedOrder order)
    {
        var cards = (order == FeedOrder.Ranked ? Ready(me) : null)
            ?? (await _silo.Service<FeedReader>().Read(me.Id, order, null, 100, CancellationToken.None))
                .Posts.Select(post => post.Card).ToList();
        var ids = cards.ConvertAll(card => card.Id);
        Expect(ids.Distinct().Count() == ids.Count, $"doubled: {me.Id} has {string.Join(' ', ids)}");
        foreach (var card in cards)
        {
            Expect(card.Counts.Likes >= 0, $"negative: {card.Counts.Likes} likes of {card.Id}");
        }
        return ids;
    }

    /// <summary>What is given out without a call, as long as it is good.</summary>
    private List<PostCard>? Ready(SeededMember me)
    {
        var front = _silo.Service<FeedCells>().Find(me.Id)?.Front;
        return front?.IsGood(_silo.Service<TimeProvider>().GetUtcNow()) is true
            ? [.. front.Page.Posts.Select(post => post.Card)]
            : null;
    }

    private async Task Compare()
    {
        var follows = new HashSet<(long, long)>();
        foreach (var me in _members)
        {
            var shown = new List<long>();
            foreach (var author in _members)
            {
                var sighting = await _silo.Service<Sight>().Of(me.Id, author.Id);
                Expect(
                    me == author || _known.MayBe(FactKind.Follows, me.Key, author.Key, sighting.ViewerFollows),
                    $"forgotten: {me.Id} follows {author.Id}: {sighting.ViewerFollows}");
                if (sighting.ViewerFollows)
                {
                    follows.Add((me.Id, author.Id));
                }
                if (me == author || (sighting.ViewerFollows && Visibility.MaySeePosts(sighting)))
                {
                    shown.AddRange(PostsOf(author));
                }
            }
            foreach (var order in new[] { FeedOrder.Latest, FeedOrder.Ranked })
            {
                var feed = await FeedOf(me, order);
                Expect(
                    feed.Order().SequenceEqual(shown.Order()),
                    $"{order} feed of {me.Id}: lost {Texts(shown.Except(feed))}, too many {Texts(feed.Except(shown))}");
            }
        }
        foreach (var me in _members)
        {
            await CountsAreRows(me, follows);
        }
    }

    private async Task CountsAreRows(SeededMember me, HashSet<(long Follower, long Followee)> follows)
    {
        var graph = _silo.Service<GraphStore>();
        if (await User(me).Get() is { } profile)
        {
            var rows = await graph.ListFollowers(me.Id, long.MaxValue, 100, CancellationToken.None);
            var counted = (profile.FollowerCount, profile.FollowingCount, profile.PostCount);
            var expected = (rows.Count, follows.Count(edge => edge.Follower == me.Id), PostsOf(me).Count());
            Expect(counted == expected, $"counts of {me.Id}: {counted} instead of {expected}");
            Expect(
                rows.Count == follows.Count(edge => edge.Followee == me.Id), $"{me.Id} has {rows.Count} followers");
        }
        foreach (var id in PostsOf(me))
        {
            var likes = (await Grains.GetGrain<IPostGrain>(id).Get())!.LikeCount;
            var likers = await _silo.Service<LikeStore>().List(id, long.MaxValue, 100, CancellationToken.None);
            Expect(likes == likers.Count, $"likes of {id}: {likes} instead of {likers.Count}");
        }
    }

    private IEnumerable<long> PostsOf(SeededMember author) => _posts
        .Where(post => post.Author == author && _known.MayBe(FactKind.IsDeleted, Key(post.Id), "", false))
        .Select(post => post.Id);

    private Task Do(Func<Task> deed, params (FactKind Kind, string Who, string Whom, bool Value)[] changes) => Do(
        async () =>
        {
            await deed();
            return true;
        }, changes);

    private async Task Do(
        Func<Task<bool>> deed, params (FactKind Kind, string Who, string Whom, bool Value)[] changes)
    {
        var begun = _known.Begin(changes);
        begun.Ends(await deed() ? Effect.Certain : Effect.None);
    }

    private void Expect(bool holds, string finding)
    {
        if (!holds)
        {
            _findings.Add(finding);
        }
    }

    private SocialGraph Social => _silo.Service<SocialGraph>();

    private IClusterClient Grains => _silo.Grains;

    private IUserGrain User(SeededMember member) => Grains.GetGrain<IUserGrain>(member.Id);

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Texts(IEnumerable<long> ids) => string.Join(' ', ids);
}
