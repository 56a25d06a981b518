using Instagram.Storage.GrainStates;
using Instagram.Storage.Shards;
using Instagram.Tests.Support;

namespace Instagram.Tests.Storage;

public sealed class GrainStateStoreTests : IAsyncLifetime
{
    private ShardMap _shards = null!;
    private GrainStateStore _states = null!;

    public async Task InitializeAsync()
    {
        _shards = await TestPostgres.NewShardMap();
        _states = new GrainStateStore(_shards);
    }

    public async Task DisposeAsync() => await _shards.DisposeAsync();

    [Fact]
    public async Task A_state_that_was_never_written_is_null() => Assert.Null(await Read());

    [Fact]
    public async Task What_was_written_is_read_back_with_its_etag()
    {
        var etag = await Write([1, 2], null);

        var read = await Read();
        Assert.Equal([1, 2], read!.Data);
        Assert.Equal(etag, read.Etag);
    }

    [Fact]
    public async Task A_write_moves_the_etag()
    {
        var first = await Write([1], null);
        var second = await Write([2], first);

        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        Assert.Equal([2], (await Read())!.Data);
    }

    [Fact]
    public async Task A_write_against_an_old_version_conflicts_and_changes_nothing()
    {
        var first = await Write([1], null);
        var second = await Write([2], first);

        Assert.Null(await Write([3], first));
        Assert.Null(await Write([3], null));
        Assert.Equal(new StoredState([2], second!.Value).Etag, (await Read())!.Etag);
        Assert.Equal([2], (await Read())!.Data);
    }

    [Fact]
    public async Task Of_concurrent_writers_of_one_version_one_wins()
    {
        var first = await Write([0], null);

        var etags = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => Write([(byte)i], first)));

        var winner = Assert.Single(etags, etag => etag is not null);
        Assert.Equal(winner, (await Read())!.Etag);
    }

    [Fact]
    public async Task Of_concurrent_first_writers_one_wins()
    {
        var etags = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => Write([(byte)i], null)));

        Assert.Single(etags, etag => etag is not null);
    }

    [Fact]
    public async Task Clearing_twice_is_harmless()
    {
        var etag = await Write([1], null);

        Assert.True(await Clear(etag));
        Assert.True(await Clear(etag));
        Assert.True(await Clear(null));
        Assert.Null(await Read());
    }

    [Fact]
    public async Task Clearing_an_old_version_conflicts()
    {
        var first = await Write([1], null);
        await Write([2], first);

        Assert.False(await Clear(first));
        Assert.False(await Clear(null));
        Assert.Equal([2], (await Read())!.Data);
    }

    [Fact]
    public async Task An_etag_never_comes_back_after_a_clear()
    {
        var before = await Write([1], null);
        await Clear(before);
        await Write([2], null);

        Assert.Null(await Write([3], before));
        Assert.Equal([2], (await Read())!.Data);
    }

    [Fact]
    public async Task States_of_one_grain_are_apart()
    {
        await Write([1], null);
        await _states.Write("user", "7", "affinity", new byte[] { 9 }, null);

        Assert.Equal([1], (await Read())!.Data);
        Assert.Null(await _states.Read("user", "8", "profile"));
        Assert.Null(await _states.Read("post", "7", "profile"));
    }

    private Task<StoredState?> Read() => _states.Read("user", "7", "profile");

    private Task<long?> Write(byte[] data, long? etag) => _states.Write("user", "7", "profile", data, etag);

    private Task<bool> Clear(long? etag) => _states.Clear("user", "7", "profile", etag);
}
