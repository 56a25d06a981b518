using Instagram.Storage.Graph;
using Instagram.Storage.Outbox;

namespace Instagram.Tests.Storage;

/// <summary>Every fact holds with both people in one database and with each in another.</summary>
public abstract class GraphStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private long _alice;
    private long _bob;

    public async Task InitializeAsync()
    {
        _world = await MakeWorld();
        _alice = await _world.NewUser(StoreWorld.LowShard);
        _bob = await _world.NewUser(StoreWorld.HighShard);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Following_is_seen_from_both_sides()
    {
        await Follow(_alice, _bob);

        Assert.Equal([_bob], await _world.Graph.LoadFollowing(_alice, default));
        Assert.Equal([_alice], await _world.Graph.FollowersAfter(_bob, 0, 10, default));
        Assert.Equal(_bob, Assert.Single(await _world.Graph.ListFollowing(_alice, long.MaxValue, 10, default)).UserId);
        Assert.Equal(_alice, Assert.Single(await _world.Graph.ListFollowers(_bob, long.MaxValue, 10, default)).UserId);
        await AssertCounts(_alice, followers: 0, following: 1);
        await AssertCounts(_bob, followers: 1, following: 0);
    }

    [Fact]
    public async Task Following_twice_counts_once()
    {
        await Follow(_alice, _bob);
        await Follow(_alice, _bob);

        await AssertCounts(_alice, followers: 0, following: 1);
        await AssertCounts(_bob, followers: 1, following: 0);
    }

    [Fact]
    public async Task Following_at_once_many_times_counts_once()
    {
        await StoreWorld.Together(Enumerable.Repeat(() => Follow(_alice, _bob), 16));

        await AssertCounts(_alice, followers: 0, following: 1);
        await AssertCounts(_bob, followers: 1, following: 0);
    }

    [Fact]
    public async Task Unfollowing_undoes_and_repeating_it_changes_nothing()
    {
        await Follow(_alice, _bob);

        await Unfollow(_alice, _bob);
        await Unfollow(_alice, _bob);

        Assert.Empty(await _world.Graph.LoadFollowing(_alice, default));
        Assert.Empty(await _world.Graph.FollowersAfter(_bob, 0, 10, default));
        await AssertCounts(_alice, followers: 0, following: 0);
        await AssertCounts(_bob, followers: 0, following: 0);
    }

    [Fact]
    public async Task Following_each_other_at_once_deadlocks_nobody()
    {
        await StoreWorld.Together(Enumerable.Range(0, 20).SelectMany(_ => new[]
        {
            () => Follow(_alice, _bob),
            () => Follow(_bob, _alice),
        }));

        await AssertCounts(_alice, followers: 1, following: 1);
        await AssertCounts(_bob, followers: 1, following: 1);
    }

    [Fact]
    public async Task Many_who_follow_one_at_once_are_all_counted()
    {
        var fans = new List<long>();
        for (var i = 0; i < 24; i++)
        {
            fans.Add(await _world.NewUser(i % 2 == 0 ? StoreWorld.LowShard : StoreWorld.HighShard));
        }

        await StoreWorld.Together(fans.Select(fan => (Func<Task>)(() => Follow(fan, _bob))));

        await AssertCounts(_bob, followers: fans.Count, following: 0);
        Assert.Equal(fans.Order(), await _world.Graph.FollowersAfter(_bob, 0, 100, default));
    }

    [Fact]
    public async Task Only_an_account_that_is_open_to_the_follower_is_followed_unasked()
    {
        var shuns = new ShunStore(_world.Shards);
        var (carol, dave) = (await _world.NewUser(), await _world.NewUser(StoreWorld.HighShard));
        var (nobody, fact) = (_world.NextIdBeside(_bob), _world.Fact(_alice));
        await _world.Users.Update((await _world.Users.Find(carol, default))! with { IsPrivate = true }, [], default);
        await _world.Users.SetSuspended(dave, true, [], default);
        await shuns.Block(_bob, carol, 1, default);
        (long Follower, long Followee, EdgeChange Becomes)[] follows =
        [
            (_alice, _bob, EdgeChange.Made), (_alice, carol, EdgeChange.Refused), (_alice, dave, EdgeChange.Refused),
            (_alice, nobody, EdgeChange.Refused), (carol, _bob, EdgeChange.Refused), (carol, _alice, EdgeChange.Made),
        ];

        // All at once, so that they share a group where they can.
        var changes = await Task.WhenAll(follows.Select(follow => IfOpen(follow.Follower, follow.Followee, [])));

        Assert.Equal(follows.Select(follow => follow.Becomes), changes);
        Assert.Equal(EdgeChange.None, await IfOpen(_alice, _bob, [fact]));
        Assert.Equal(EdgeChange.Refused, await IfOpen(_alice, carol, [fact]));
        Assert.Equal([_bob], await _world.Graph.LoadFollowing(_alice, default));
        Assert.Empty(await _world.Facts("posts"));
        await AssertCounts(_bob, followers: 1, following: 0);
        await AssertCounts(carol, followers: 0, following: 1);
        await AssertCounts(dave, followers: 0, following: 0);

        // Who was asked may be followed all the same.
        await Follow(_alice, carol);
        await AssertCounts(carol, followers: 1, following: 1);
    }

    [Fact]
    public async Task Followers_are_paged_by_id_without_a_gap()
    {
        var fans = new List<long>();
        for (var i = 0; i < 7; i++)
        {
            fans.Add(await _world.NewUser());
            await Follow(fans[^1], _bob);
        }

        var paged = new List<long>();
        long[] page;
        while ((page = await _world.Graph.FollowersAfter(_bob, paged.LastOrDefault(), 3, default)).Length > 0)
        {
            paged.AddRange(page);
        }

        Assert.Equal(fans.Order(), paged);
    }

    [Fact]
    public async Task Lists_go_from_the_newest_back_without_a_gap()
    {
        var fans = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            fans.Add(await _world.NewUser());
            await Follow(fans[^1], _bob);
        }

        var first = await _world.Graph.ListFollowers(_bob, long.MaxValue, 3, default);
        var second = await _world.Graph.ListFollowers(_bob, first[^1].EdgeId, 3, default);

        Assert.Equal(Enumerable.Reverse(fans), first.Concat(second).Select(edge => edge.UserId));
    }

    [Fact]
    public async Task A_request_stands_once_until_it_is_removed()
    {
        await _world.Graph.AddRequest(_bob, _alice, _world.NextIdBeside(_bob), [], default);
        await _world.Graph.AddRequest(_bob, _alice, _world.NextIdBeside(_bob), [], default);

        Assert.True(await _world.Graph.HasRequest(_bob, _alice, default));
        Assert.False(await _world.Graph.HasRequest(_alice, _bob, default));
        Assert.Equal(_alice, Assert.Single(await _world.Graph.ListRequests(_bob, long.MaxValue, 10, default)).UserId);
        await AssertCounts(_bob, followers: 0, following: 0);

        await _world.Graph.RemoveRequest(_bob, _alice, [], default);
        await _world.Graph.RemoveRequest(_bob, _alice, [], default);
        Assert.False(await _world.Graph.HasRequest(_bob, _alice, default));
    }

    private protected abstract Task<StoreWorld> MakeWorld();

    private protected StoreWorld World => _world;

    private protected long Alice => _alice;

    private protected long Bob => _bob;

    private protected Task Follow(long follower, long followee) =>
        _world.Graph.Follow(follower, followee, _world.NextIdBeside(follower), ifOpen: false, default, [], default);

    private async Task<EdgeChange> IfOpen(long follower, long followee, IReadOnlyList<OutboxFact> facts) => (await
        _world.Graph.Follow(follower, followee, _world.NextIdBeside(follower), ifOpen: true, default, facts, default))
        .Edge;

    private protected Task Unfollow(long follower, long followee) =>
        _world.Graph.Unfollow(follower, followee, [], default);

    private protected async Task AssertCounts(long user, int followers, int following)
    {
        var counts = await _world.Users.GetCounts(user, default);
        Assert.Equal((followers, following), (counts.Followers, counts.Following));
    }
}
