using Instagram.Storage.Graph;
using Instagram.Storage.Inbox;
using Instagram.Storage.Outbox;

namespace Instagram.Tests.Storage;

public sealed class NoticeStoreTests : IAsyncLifetime
{
    private const short Mention = 3;

    private StoreWorld _world = null!;
    private NoticeStore _store = null!;
    private long _bob;
    private long _id = 1_000;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _store = new NoticeStore(_world.Shards);
        _bob = _world.Ids.Next(StoreWorld.HighShard);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Deeds_on_one_topic_are_a_group_with_the_newest_first()
    {
        var first = await Raise(actor: 1, cause: 10);
        var second = await Raise(actor: 2, cause: 20);
        var other = await Raise(actor: 1, cause: 30, post: 6);
        Assert.Equal(first!.Id, second!.Id);
        Assert.NotEqual(first.Id, other!.Id);
        var groups = await List();
        Assert.Equal([other.Id, first.Id], groups.Select(group => group.Id));
        Assert.Equal([2L, 1L], groups[1].Deeds.Select(deed => deed.ActorId));
        Assert.True(groups[0].ChangedId > groups[1].ChangedId);
    }

    [Fact]
    public async Task Raising_again_changes_nothing()
    {
        await Raise(actor: 1, cause: 10);
        var before = await List();
        Assert.Null(await Raise(actor: 1, cause: 10));
        Assert.Null(await Raise(actor: 1, cause: 9));
        Assert.Equal(before[0].ChangedId, (await List())[0].ChangedId);
    }

    [Fact]
    public async Task A_newer_cause_moves_the_deed_into_the_group_of_its_time()
    {
        var first = await Raise(actor: 1, cause: 10);
        await Raise(actor: 2, cause: 11);
        var moved = await Raise(actor: 1, cause: 5_000);
        Assert.Equal((true, first!.Id), (moved!.Id != first.Id, Assert.Single(moved.Left)));
        Assert.Equal(
            [(moved.Id, 1L), (first.Id, 2L)],
            (await List()).Select(group => (group.Id, Assert.Single(group.Deeds).ActorId)));
    }

    [Fact]
    public async Task A_withdrawal_wins_over_its_cause_in_any_order()
    {
        var group = await Raise(actor: 1, cause: 10);
        Assert.Equal(group!.Id, await Withdraw(actor: 1, cause: 15));
        Assert.Empty(await List());
        Assert.Null(await Raise(actor: 1, cause: 10));
        Assert.Null(await Withdraw(actor: 2, cause: 20));
        Assert.Null(await Raise(actor: 2, cause: 20));
        Assert.Empty(await List());
        Assert.NotNull(await Raise(actor: 2, cause: 21));
        Assert.Null(await Withdraw(actor: 2, cause: 20));
        Assert.Single(await List());
    }

    [Fact]
    public async Task What_was_seen_only_moves_on_and_only_to_an_own_group()
    {
        var first = await Raise(actor: 1, cause: 10);
        var second = await Raise(actor: 1, cause: 11, post: 6);
        Assert.Equal(0, await _store.GetSeen(_bob, default));
        Assert.Null(await _store.MarkSeen(_world.Ids.Next(StoreWorld.HighShard), first!.Id, default));
        Assert.Null(await _store.MarkSeen(_bob, 77, default));
        var seen = await _store.MarkSeen(_bob, second!.Id, default);
        Assert.Equal((await List())[0].ChangedId, seen);
        Assert.Equal(seen, await _store.MarkSeen(_bob, first.Id, default));
        Assert.Equal(seen, await _store.GetSeen(_bob, default));
    }

    [Fact]
    public async Task A_purge_keeps_the_newest_groups_and_what_is_not_too_old()
    {
        for (var post = 1; post <= 6; post++)
        {
            await Raise(actor: 1, cause: 10 + post, post: post);
        }
        await _store.Purge(_bob, keptGroups: 4, oldestId: 0, default);
        var kept = await List();
        Assert.Equal([6L, 5L, 4L, 3L], kept.Select(group => group.TopicId));
        await _store.Purge(_bob, keptGroups: 4, oldestId: kept[1].ChangedId, default);
        Assert.Equal([6L, 5L], (await List()).Select(group => group.TopicId));
        Assert.NotNull(await Raise(actor: 1, cause: 12, post: 2));
    }

    [Fact]
    public async Task Pages_and_the_deeds_of_a_group_are_bounded()
    {
        for (var post = 1; post <= 3; post++)
        {
            for (var actor = 1; actor <= 4; actor++)
            {
                await Raise(actor, cause: (post * 10) + actor, post: post);
            }
        }
        var page = await _store.List(_bob, long.MaxValue, 2, 2, default);
        Assert.Equal([3L, 2L], page.Select(group => group.TopicId));
        Assert.All(page, group => Assert.Equal([4L, 3L], group.Deeds.Select(deed => deed.ActorId)));
        Assert.Equal(1, Assert.Single(await _store.List(_bob, page[1].ChangedId, 2, 2, default)).TopicId);
        Assert.Equal(3, (await _store.Find(_bob, page[0].Id, 3, default))!.Deeds.Count);
    }

    [Theory]
    [InlineData(StoreWorld.LowShard)]
    [InlineData(StoreWorld.HighShard)]
    public async Task The_facts_of_an_edge_commit_with_it_and_only_with_it(int otherShard)
    {
        var (ana, ben) = (await _world.NewUser(StoreWorld.LowShard), await _world.NewUser(otherShard));
        var facts = Enumerable.Range(0, 8).Select(_ => _world.Fact(ana, "notices")).ToArray();
        Assert.False(await _world.Graph.Unfollow(ana, ben, [facts[0]], default));
        Assert.Equal(EdgeChange.Made, (await Follow(1, facts[1])).Edge);
        Assert.Equal(EdgeChange.None, (await Follow(2, facts[2])).Edge);
        Assert.True(await _world.Graph.Unfollow(ana, ben, [facts[3]], default));
        Assert.False(await _world.Graph.RemoveRequest(ana, ben, [facts[4]], default));
        Assert.True(await _world.Graph.AddRequest(ana, ben, 1, [facts[5]], default));
        Assert.False(await _world.Graph.AddRequest(ana, ben, 2, [facts[6]], default));
        Assert.True(await _world.Graph.RemoveRequest(ana, ben, [facts[7]], default));
        Assert.Equal(
            [facts[1].Id, facts[3].Id, facts[5].Id, facts[7].Id],
            (await _world.Facts("notices")).Select(fact => fact.Id));

        Task<FollowChange> Follow(long edgeId, OutboxFact fact) =>
            _world.Graph.Follow(ana, ben, edgeId, ifOpen: false, default, [fact], default);
    }

    /// <summary>A group's window is 1,000 ids wide here.</summary>
    private Task<ChangedGroup?> Raise(long actor, long cause, long post = 5)
    {
        var id = _id++;
        return _store.Raise(
            [new DeedRow(_bob, Mention, post, actor, cause)],
            new GroupTerms(post, post, null, cause - 1_000, cause + 1_000, id, id), asksForLeft: true, []);
    }

    private Task<long?> Withdraw(long actor, long cause) =>
        _store.Withdraw(new DeedRow(_bob, Mention, 5, actor, cause), default);

    private Task<IReadOnlyList<GroupRow>> List() => _store.List(_bob, long.MaxValue, 100, 100, default);
}
