using Instagram.Grains;
using Instagram.Grains.Inbox;
using Instagram.Grains.Media;
using Instagram.Storage.Shards;
using Orleans;
using Orleans.Runtime;

namespace Instagram.Tests.Grains;

/// <summary>Facts come at least once and in any order; the inbox shows what stands.</summary>
[Collection(GrainGroup.Name)]
public sealed class InboxTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Facts_that_come_twice_and_in_any_order_leave_what_is_newest(int seed)
    {
        var random = new Random(seed);
        var bob = await _product.SignUp("bob");
        var actors = await _product.SignUpMany("fan", 4);
        var causes = Enumerable.Range(1, 24).Select(age => (
            Actor: actors[random.Next(actors.Length)], Cause: Ago(bob, TimeSpan.FromSeconds(60 - age)),
            Withdrawn: random.Next(2) == 0)).ToList();
        var expected = causes.GroupBy(cause => cause.Actor).Where(of => !of.MaxBy(cause => cause.Cause).Withdrawn)
            .OrderByDescending(of => of.Max(cause => cause.Cause)).Select(of => of.Key.Id).ToList();
        var sent = causes.Concat(causes).ToArray();
        random.Shuffle(sent);
        foreach (var (actor, cause, withdrawn) in sent)
        {
            await Send(bob, actor, cause, withdrawn);
        }
        await Arrived(bob);

        var notice = (await bob.Notices()).SingleOrDefault(each => each.Kind == "follow_request");
        Assert.Equal(expected.Count, notice?.ActorCount ?? 0);
        Assert.Equal(expected.Take(3), notice?.Actors.Select(actor => actor.Id) ?? []);
    }

    [Fact]
    public async Task A_raise_that_comes_after_its_withdrawal_is_not_shown()
    {
        var (bob, ana) = (await _product.SignUp("bob"), await _product.SignUp("ana"));
        var (raised, withdrawn) = (Ago(bob, TimeSpan.FromSeconds(9)), Ago(bob, TimeSpan.FromSeconds(5)));
        await Send(bob, ana, withdrawn, withdrawn: true);
        await Send(bob, ana, raised);
        await Arrived(bob);
        Assert.DoesNotContain(await bob.Notices(), notice => notice.Kind == "follow_request");
    }

    [Fact]
    public async Task A_fact_that_comes_again_makes_nothing_unseen()
    {
        var (bob, ana) = (await _product.SignUp("bob"), await _product.SignUp("ana"));
        var cause = Ago(bob, TimeSpan.FromMinutes(1));
        await Send(bob, ana, cause);
        await bob.HasSeen(await bob.IsTold("follow_request"));
        await Send(bob, ana, cause);
        await Arrived(bob);
        Assert.True((await bob.Notices()).Single(notice => notice.Kind == "follow_request").Seen);
    }

    [Fact]
    public async Task A_group_takes_in_what_comes_within_12_hours_of_its_first()
    {
        var bob = await _product.SignUp("bob");
        var fans = await _product.SignUpMany("fan", 5);
        double[] hoursAgo = [30, 18.5, 18, 17.9, 1];
        for (var i = 0; i < fans.Length; i++)
        {
            await Send(bob, fans[i], Ago(bob, TimeSpan.FromHours(hoursAgo[i])));
        }
        await Arrived(bob);
        var follows = (await bob.Notices()).Where(notice => notice.Kind == "follow_request").ToList();
        // 30 to 18 hours ago are 12, the edge included; the next group begins after it.
        Assert.Equal([1, 1, 3], follows.Select(notice => notice.ActorCount));
        Assert.Equal([fans[2].Id, fans[1].Id, fans[0].Id], follows[2].Actors.Select(actor => actor.Id));
    }

    [Fact]
    public async Task A_group_that_was_emptied_is_not_filled_again()
    {
        var (bob, ana, ben) =
            (await _product.SignUp("bob"), await _product.SignUp("ana"), await _product.SignUp("ben"));
        await Send(bob, ana, Ago(bob, TimeSpan.FromMinutes(3)));
        var first = await bob.IsTold("follow_request");
        await Send(bob, ana, Ago(bob, TimeSpan.FromMinutes(2)), withdrawn: true);
        await Send(bob, ben, Ago(bob, TimeSpan.FromMinutes(1)));
        await Arrived(bob);
        var second = (await bob.Notices()).Single(notice => notice.Kind == "follow_request");
        Assert.NotEqual(first.Id, second.Id);
        await bob.HasSeen(first);
        Assert.False((await bob.Notices()).Single(notice => notice.Id == second.Id).Seen);
    }

    [Fact]
    public async Task Replies_to_a_story_are_told_by_story()
    {
        var (bob, ana) = (await _product.SignUp("bob"), await _product.SignUp("ana"));
        foreach (var story in new[] { 1L, 2L, 2L })
        {
            await Send(bob, ana, Ago(bob, TimeSpan.FromSeconds(5)), kind: NoticeKind.StoryReply, storyId: story);
        }
        await Arrived(bob);
        var told = (await bob.Notices()).Where(notice => notice.Kind == "story_reply").ToList();
        Assert.Equal(2, told.Count);
        Assert.All(told, notice => Assert.Equal((1, null, null), (notice.ActorCount, notice.Post, notice.CommentId)));
    }

    [Fact]
    public async Task Notices_beyond_those_in_memory_are_read_and_the_oldest_are_removed()
    {
        await using var product = await Product.Start(
            "Inbox:GroupsInMemory=3", "Inbox:KeptGroups=8", "Inbox:PurgeEvery=1", "Inbox:DeedsPerGroup=3");
        var (bob, ana) = (await product.SignUp("bob"), await product.SignUp("ana"));
        await bob.Notices();
        for (var story = 1; story <= 12; story++)
        {
            await Send(
                bob, ana, Ago(bob, TimeSpan.FromMinutes(20 - story)), kind: NoticeKind.StoryReply, storyId: story,
                product: product);
        }
        await Eventually.Becomes(bob.Notices, notices => notices.Count is > 0 and <= 9 && notices[0].Kind != "x");
        var kept = await Eventually.Becomes(
            () => bob.All<NoticeShape>("/api/v1/notifications", 2), notices => notices.Count is 8 or 9);
        Assert.Equal(kept.Count, kept.DistinctBy(notice => notice.Id).Count());
        Assert.Equal(kept.Count, await bob.Unread());
        await bob.HasSeen(kept[5]);
        Assert.Equal(5, await bob.Unread());
    }

    [Fact]
    public async Task A_watcher_that_says_what_it_has_gets_the_rest()
    {
        var bob = await _product.SignUp("bob");
        var inbox = _product.Grains.GetGrain<IInboxGrain>(bob.Number);
        var heard = new Heard();
        var reference = _product.Grains.CreateObjectReference<IInboxObserver>(heard);
        var start = await inbox.Watch(reference, null);
        Assert.Empty(start.Events);
        await inbox.FeedGrew(1);
        await inbox.FeedGrew(2);
        await inbox.UploadChanged(3, UploadStatus.Processing);
        await inbox.UploadChanged(3, UploadStatus.Ready);
        var missed = await inbox.Watch(reference, start.Now);
        Assert.True(missed.Complete);
        Assert.Equal([2, 3], missed.Events.Select(happened => happened.SubjectId));
        Assert.Equal(UploadStatus.Ready, missed.Events[1].Status);
        Assert.Empty((await inbox.Watch(reference, missed.Events[1].Id)).Events);
        Assert.False((await inbox.Watch(reference, 0)).Complete);
        await Eventually.Holds(() => Task.FromResult(heard.Events.Count == 4));
        await inbox.Leave(reference);
        _product.Grains.DeleteObjectReference<IInboxObserver>(reference);
    }

    /// <summary>A fact that is sent last and seen: all before it have been taken in.</summary>
    private async Task Arrived(Member bob)
    {
        var last = await _product.SignUp("last");
        await Send(bob, last, Ago(bob, TimeSpan.Zero), kind: NoticeKind.FollowApproved);
        await bob.IsTold("follow_approved");
    }

    private async Task Send(
        Member recipient, Member actor, long cause, bool withdrawn = false, NoticeKind kind = NoticeKind.FollowRequest,
        long? storyId = null, Product? product = null)
    {
        var fact = new NoticeFact(
            Ago(recipient, TimeSpan.Zero), recipient.Number, kind, actor.Number, cause, null, null, storyId, withdrawn);
        await (product ?? _product).Service<IClusterClient>().GetStreamProvider(Streams.Provider)
            .GetStream<NoticeFact>(StreamId.Create(Streams.Notices, recipient.Number)).OnNextAsync(fact);
    }

    /// <summary>One for all: two ages are apart by exactly what they say.</summary>
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static int _sequence;

    /// <summary>An id of that time; no two are the same.</summary>
    private static long Ago(Member beside, TimeSpan age) =>
        SnowflakeIds.FirstAt(Now - age, ShardId.Of(beside.Number))
        | (uint)(Interlocked.Increment(ref _sequence) & 1023);

    private sealed class Heard : IInboxObserver
    {
        public List<InboxEvent> Events { get; } = [];

        public void Happened(InboxEvent happened) => Events.Add(happened);
    }
}
