using Instagram.Storage.Idempotency;

namespace Instagram.Tests.Storage;

public sealed class IdempotencyStoreTests : IAsyncLifetime
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly byte[] Body = [1];
    private static readonly byte[] OtherBody = [2];

    private StoreWorld _world = null!;
    private IdempotencyStore _keys = null!;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.OneDatabase();
        _keys = new IdempotencyStore(_world.Shards);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task The_first_claim_stands_also_for_another_body()
    {
        var first = await Claim(Body, 100);
        var second = await Claim(OtherBody, 200);

        Assert.Equal(100, first.EntityId);
        Assert.Null(first.Answer);
        Assert.Equal(100, second.EntityId);
        Assert.Equal(Body, second.BodyHash);
    }

    [Fact]
    public async Task The_first_answer_stands()
    {
        await Claim(Body, 100);
        await _keys.SetAnswer(1, "key", "first", default);
        await _keys.SetAnswer(1, "key", "second", default);

        Assert.Equal("first", (await Claim(Body, 200)).Answer);
    }

    [Fact]
    public async Task Claims_at_once_agree_on_one()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Claim(Body, i))));

        Assert.Single(claims.Select(claim => claim.EntityId).Distinct());
    }

    [Fact]
    public async Task A_claim_gives_way_after_its_time_and_not_before()
    {
        await Claim(Body, 100);
        await _keys.SetAnswer(1, "key", "first", default);

        Assert.Equal(100, (await Claim(OtherBody, 200, StoreWorld.Noon + Kept)).EntityId);
        var renewed = await Claim(OtherBody, 300, StoreWorld.Noon + Kept + TimeSpan.FromMilliseconds(1));

        Assert.Equal((300, (string?)null), (renewed.EntityId, renewed.Answer));
        Assert.Equal(OtherBody, renewed.BodyHash);
    }

    [Fact]
    public async Task Keys_belong_to_their_account()
    {
        await Claim(Body, 100);

        Assert.Equal(200, (await Claim(Body, 200, user: 2)).EntityId);
        Assert.Equal(300, (await Claim(Body, 300, key: "other")).EntityId);
    }

    [Fact]
    public async Task Old_keys_of_the_account_are_cleared_by_its_next_claim()
    {
        await Claim(Body, 100, key: "old");

        await Claim(Body, 200, StoreWorld.Noon.AddDays(2));

        await using var command = _world.Shards.Directory.CreateCommand("select count(*) from idempotency_keys");
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    private Task<IdempotencyRow> Claim(
        byte[] body, long entity, DateTimeOffset? at = null, long user = 1, string key = "key")
    {
        var now = at ?? StoreWorld.Noon;
        return _keys.Claim(user, key, body, entity, now, now - Kept, default);
    }
}
