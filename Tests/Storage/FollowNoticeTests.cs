using Instagram.Storage.Graph;
using Instagram.Storage.Inbox;

namespace Instagram.Tests.Storage;

/// <summary>
/// The deeds of a notice are the followers that are there. Its window is 1,000 ids wide here. Followers are in the
/// database of whom they follow, or in another one.
/// </summary>
public sealed class FollowNoticeTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private NoticeStore _notices = null!;
    private long _bob;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _notices = new NoticeStore(_world.Shards);
        _bob = await _world.NewUser(StoreWorld.HighShard);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(StoreWorld.LowShard)]
    [InlineData(StoreWorld.HighShard)]
    public async Task Follows_within_the_window_are_one_notice_and_one_after_it_begins_another(int shard)
    {
        var (ana, cara, dan) = (await User(shard), await User(shard), await User(shard));
        Assert.True((await Follow(ana, 5_000)).BeganNotice);
        Assert.False((await Follow(cara, 6_000)).BeganNotice);
        Assert.True((await Follow(dan, 6_001)).BeganNotice);
        var groups = await List();
        Assert.Equal([[dan], [cara, ana]], groups.Select(group => group.Deeds.Select(deed => deed.ActorId)));
        Assert.Equal([6_001L, 6_000L], groups.Select(group => group.ChangedId));
        Assert.All(groups, group => Assert.Equal((4, 0L, null), (group.Kind, group.TopicId, group.PostId)));
    }

    [Theory]
    [InlineData(StoreWorld.LowShard)]
    [InlineData(StoreWorld.HighShard)]
    public async Task Nobody_is_told_of_a_follow_that_was_asked_for_or_that_was_there(int shard)
    {
        var (ana, cara) = (await User(shard), await User(shard));
        var asked = await _world.Graph.Follow(ana, _bob, 5_000, ifOpen: false, default, [], default);
        Assert.Equal(new FollowChange(EdgeChange.Made, false), asked);
        Assert.Empty(await List());
        await Follow(cara, 5_001);
        Assert.Equal(new FollowChange(EdgeChange.None, false), await Follow(cara, 5_002));
        Assert.Equal(new FollowChange(EdgeChange.None, false), await Follow(ana, 5_003));
        Assert.Equal((cara, 5_001L), (Assert.Single(await List()).Deeds.Single().ActorId, (await List())[0].ChangedId));
    }

    [Theory]
    [InlineData(StoreWorld.LowShard)]
    [InlineData(StoreWorld.HighShard)]
    public async Task A_notice_that_everyone_has_left_is_gone_and_not_filled_again(int shard)
    {
        var (ana, cara) = (await User(shard), await User(shard));
        await Follow(ana, 5_000);
        await Follow(cara, 5_001);
        var emptied = Assert.Single(await List());
        await Unfollow(cara);
        Assert.Equal(5_000L, Assert.Single(await List()).ChangedId);
        await Unfollow(ana);
        Assert.Empty(await List());

        Assert.True((await Follow(cara, 5_002)).BeganNotice);
        var next = Assert.Single(await List());
        Assert.NotEqual(emptied.Id, next.Id);
        Assert.Equal([cara], next.Deeds.Select(deed => deed.ActorId));
        Assert.False((await Follow(ana, 5_003)).BeganNotice);
        Assert.Equal([ana, cara], Assert.Single(await List()).Deeds.Select(deed => deed.ActorId));
    }

    [Fact]
    public async Task A_notice_that_was_emptied_takes_none_of_those_before_it_along()
    {
        var (ana, dan, eve) = (
            await User(StoreWorld.HighShard), await User(StoreWorld.HighShard), await User(StoreWorld.LowShard));
        await Follow(ana, 5_000);
        await Follow(dan, 6_001);
        await Unfollow(dan);
        Assert.True((await Follow(eve, 6_010)).BeganNotice);
        Assert.Equal([[eve], [ana]], (await List()).Select(group => group.Deeds.Select(deed => deed.ActorId)));
        Assert.False((await Follow(dan, 5_990)).BeganNotice);
        Assert.Equal([[eve], [dan, ana]], (await List()).Select(group => group.Deeds.Select(deed => deed.ActorId)));
    }

    [Fact]
    public async Task A_follow_that_was_overtaken_is_in_the_notice_that_it_came_after()
    {
        var (ana, cara) = (await User(StoreWorld.LowShard), await User(StoreWorld.HighShard));
        await Follow(ana, 5_000);
        Assert.False((await Follow(cara, 4_995)).BeganNotice);
        Assert.Equal([ana, cara], Assert.Single(await List()).Deeds.Select(deed => deed.ActorId));
    }

    [Fact]
    public async Task Follows_of_many_that_race_begin_one_notice_for_each_of_whom_they_follow()
    {
        var fans = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            fans.Add(await User(i % 2 == 0 ? StoreWorld.LowShard : StoreWorld.HighShard));
        }
        long[] followed = [_bob, await User(StoreWorld.HighShard), await User(StoreWorld.LowShard)];
        var id = 5_000L;
        var changes = await Task.WhenAll(
            from fan in fans from other in followed select Task.Run(async () =>
                (Other: other, Change: await Follow(fan, Interlocked.Increment(ref id), other))));
        foreach (var other in followed)
        {
            Assert.Single(changes, each => each.Other == other && each.Change.BeganNotice);
            Assert.Equal(fans.Count, Assert.Single(await List(other)).Deeds.Count);
        }
    }

    [Fact]
    public async Task A_purge_keeps_the_newest_and_the_next_follow_is_told_anew()
    {
        var (ana, cara, dan) = (
            await User(StoreWorld.HighShard), await User(StoreWorld.HighShard), await User(StoreWorld.LowShard));
        await Follow(ana, 5_000);
        await Follow(cara, 7_000);
        Assert.Equal(7_000, await _notices.MarkSeen(_bob, (await List())[0].Id, default));
        await _notices.Purge(_bob, keptGroups: 1, oldestId: 0, default);
        Assert.Equal([7_000L], (await List()).Select(group => group.ChangedId));
        await _notices.Purge(_bob, keptGroups: 9, oldestId: 7_001, default);
        Assert.Empty(await List());
        Assert.True((await Follow(dan, 7_002)).BeganNotice);
        var next = Assert.Single(await List());
        Assert.Equal([dan, cara], next.Deeds.Select(deed => deed.ActorId));
        Assert.Equal(next.Id, Assert.Single(await _notices.FindStored(_bob, [0], 10, default)).Id);
        Assert.Equal(next.Id, (await _notices.Find(_bob, next.Id, 10, default))!.Id);
    }

    private Task<long> User(int shard) => _world.NewUser(shard);

    private Task<FollowChange> Follow(long follower, long id, long? followee = null) => _world.Graph.Follow(
        follower, followee ?? _bob, id, ifOpen: true, new NoticeStart(followee ?? _bob, id - 100, id + 1_000), [],
        default);

    private Task<bool> Unfollow(long follower) => _world.Graph.Unfollow(follower, _bob, [], default);

    private Task<IReadOnlyList<GroupRow>> List(long? of = null) =>
        _notices.List(of ?? _bob, long.MaxValue, 100, 100, default);
}
