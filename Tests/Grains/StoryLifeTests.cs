using Instagram.Grains.Policies;
using Instagram.Storage.Shards;

namespace Instagram.Tests.Grains;

public sealed class StoryLifeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(863_999_999_999, true)]
    [InlineData(864_000_000_000, false)]
    [InlineData(864_000_000_001, false)]
    public void A_story_lives_for_a_day_and_no_tick_longer(long ticks, bool isLive) =>
        Assert.Equal(isLive, StoryLife.IsLive(SnowflakeIds.FirstAt(Noon, 7), Noon.AddTicks(ticks)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(9_999)]
    public void Every_id_from_the_first_live_one_on_is_live_and_none_before(long ticks)
    {
        var now = Noon.AddTicks(ticks);
        var first = StoryLife.FirstLive(now);
        Assert.True(StoryLife.IsLive(first, now));
        Assert.False(StoryLife.IsLive(first - 1, now));
    }
}
