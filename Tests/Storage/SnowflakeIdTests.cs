using Instagram.Storage.Shards;

namespace Instagram.Tests.Storage;

public sealed class SnowflakeIdTests
{
    private static readonly DateTimeOffset Noon = new(2027, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private sealed class Clock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4711)]
    [InlineData(ShardId.Count - 1)]
    public void An_id_carries_its_shard_and_its_time(int shard)
    {
        var id = new SnowflakeIds(new Clock(Noon)).Next(shard);

        Assert.Equal(shard, ShardId.Of(id));
        Assert.Equal(Noon, SnowflakeIds.TimeOf(id));
        Assert.True(id > 0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(ShardId.Count)]
    public void A_shard_that_does_not_exist_is_refused(int shard) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SnowflakeIds(TimeProvider.System).Next(shard));

    [Fact]
    public void Ids_of_a_full_millisecond_go_on_in_the_next()
    {
        var ids = new SnowflakeIds(new Clock(Noon));

        var made = Enumerable.Range(0, 5000).Select(_ => ids.Next(7)).ToList();

        Assert.Equal(made.Order().Distinct(), made);
        Assert.All(made, id => Assert.Equal(7, ShardId.Of(id)));
        Assert.InRange((SnowflakeIds.TimeOf(made[^1]) - Noon).TotalMilliseconds, 4, 6);
    }

    [Fact]
    public void A_clock_that_goes_back_repeats_nothing()
    {
        var clock = new Clock(Noon);
        var ids = new SnowflakeIds(clock);
        var before = ids.Next(3);
        clock.Now -= TimeSpan.FromHours(1);

        var after = Enumerable.Range(0, 100).Select(_ => ids.Next(3)).Prepend(before).ToList();

        Assert.Equal(after.Order().Distinct(), after);
    }

    [Fact]
    public void Threads_never_make_the_same_id()
    {
        var ids = new SnowflakeIds(new Clock(Noon));
        var made = new long[8 * 5000];

        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 5000; i++)
            {
                made[(thread * 5000) + i] = ids.Next(thread % 2);
            }
        });

        Assert.Equal(made.Length, made.Distinct().Count());
    }

    [Fact]
    public void The_first_id_of_a_time_is_below_all_made_then_and_above_all_made_before()
    {
        var clock = new Clock(Noon.AddMilliseconds(-1));
        var ids = new SnowflakeIds(clock);
        var before = ids.Next(ShardId.Count - 1);
        clock.Now = Noon;
        var then = ids.Next(0);

        Assert.True(before < SnowflakeIds.FirstAt(Noon));
        Assert.True(SnowflakeIds.FirstAt(Noon) <= then);
    }

    [Fact]
    public void A_time_before_the_first_is_the_smallest_id() =>
        Assert.Equal(0, SnowflakeIds.FirstAt(DateTimeOffset.UnixEpoch));

    [Fact]
    public void Random_shards_are_spread()
    {
        var ids = new SnowflakeIds(new Clock(Noon));

        var shards = Enumerable.Range(0, 2000).Select(_ => ShardId.Of(ids.NextOnRandomShard())).Distinct().Count();

        Assert.True(shards > 1000, $"2000 ids fell on {shards} shards only");
    }
}
