using Instagram.Grains.Feed;

namespace Instagram.Tests.Grains;

public sealed class AffinityTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_grows_with_engagement_and_stays_below_one()
    {
        var state = new AffinityState();
        Assert.Equal(0, state.Of(1, Now));
        var before = 0.0;
        for (var i = 0; i < 100; i++)
        {
            state.Add(1, 3, Now);
            Assert.InRange(state.Of(1, Now), before, 1);
            before = state.Of(1, Now);
        }
        Assert.Equal(0, state.Of(2, Now));
    }

    [Fact]
    public void It_halves_every_fourteen_days()
    {
        var state = new AffinityState();
        state.Add(1, 10, Now);
        Assert.Equal(1 - Math.Exp(-1), state.Of(1, Now), 9);
        Assert.Equal(1 - Math.Exp(-0.5), state.Of(1, Now.AddDays(14)), 9);
        Assert.Equal(1 - Math.Exp(-0.25), state.Of(1, Now.AddDays(28)), 9);
    }

    [Fact]
    public void It_is_kept_for_the_five_hundred_dearest_authors()
    {
        var state = new AffinityState();
        for (var author = 1; author <= 600; author++)
        {
            state.Add(author, author, Now);
        }
        Assert.Equal(500, state.Authors.Count);
        Assert.Equal(0, state.Of(100, Now));
        Assert.True(state.Of(101, Now) > 0);
    }

    [Fact]
    public void It_is_read_as_it_was_stored()
    {
        const string Stored = """{"Authors":{"7":{"Points":10,"At":"2026-06-01T12:00:00+00:00"}}}""";
        var state = System.Text.Json.JsonSerializer.Deserialize<AffinityState>(Stored)!;
        Assert.Equal(1 - Math.Exp(-1), state.Of(7, Now), 9);
        Assert.Equal(Stored, System.Text.Json.JsonSerializer.Serialize(state));
    }
}
