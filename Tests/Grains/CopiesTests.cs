using Instagram.Grains.Copies;

namespace Instagram.Tests.Grains;

public sealed class CopiesTests
{
    private readonly Copies<Weight> _copies = new(1_000_000);

    [Fact]
    public void What_was_offered_is_found()
    {
        var held = _copies.Of(1);
        Assert.Null(held.Value);
        Assert.True(_copies.Offer(held, held.Token, new Weight(5)));
        Assert.Equal(5, _copies.Of(1).Value!.Bytes);
    }

    [Fact]
    public void An_offer_of_before_a_change_is_refused()
    {
        var held = _copies.Of(1);
        var token = held.Token;
        _copies.Changed(1);
        Assert.False(_copies.Offer(held, token, new Weight(5)));
        Assert.Null(held.Value);
    }

    [Fact]
    public void Who_still_holds_a_copy_sees_that_it_has_ended()
    {
        var held = _copies.Of(1);
        var copy = new Weight(5);
        _copies.Offer(held, held.Token, copy);
        Assert.False(copy.IsEnded);
        _copies.Changed(1);
        Assert.True(copy.IsEnded);
    }

    [Fact]
    public void What_was_refused_has_ended()
    {
        var held = _copies.Of(1);
        var token = held.Token;
        _copies.Changed(1);
        var late = new Weight(5);
        _copies.Offer(held, token, late);
        Assert.True(late.IsEnded);
    }

    [Fact]
    public void A_small_change_too_ends_older_offers()
    {
        var held = _copies.Of(1);
        var token = held.Token;
        Assert.Null(_copies.ToChange(1));
        Assert.False(_copies.Offer(held, token, new Weight(5)));
    }

    [Fact]
    public void A_small_change_is_seen_in_the_copy()
    {
        var held = _copies.Of(1);
        _copies.Offer(held, held.Token, new Weight(5));
        _copies.ToChange(1)!.Name = "new";
        Assert.Equal("new", held.Value!.Name);
        Assert.False(held.Value.IsEnded);
    }

    [Fact]
    public void A_copy_that_is_there_is_not_replaced_by_another_offer()
    {
        var held = _copies.Of(1);
        _copies.Offer(held, held.Token, new Weight(5));
        Assert.False(_copies.Offer(held, held.Token, new Weight(6)));
        Assert.Equal(5, held.Value!.Bytes);
    }

    [Fact]
    public void What_is_changed_weighs_nothing_any_more()
    {
        var empty = Filled(1, 0);
        Filled(2, 500);
        _copies.Changed(2);
        Assert.Equal(empty * 2, _copies.Bytes);
    }

    [Fact]
    public void The_bound_holds_and_what_left_takes_no_offer()
    {
        var first = _copies.Of(1);
        var eldest = new Weight(1_000);
        _copies.Offer(first, first.Token, eldest);
        for (var key = 1; key <= 2_000; key++)
        {
            Filled(key, 1_000);
            Assert.InRange(_copies.Bytes, 0, 1_000_000 + 2_000);
        }
        Assert.Null(first.Value);
        Assert.True(eldest.IsEnded);
        Assert.False(_copies.Offer(first, first.Token, new Weight(5)));
        Assert.NotSame(first, _copies.Of(1));
    }

    [Fact]
    public void What_is_looked_up_stays_longer()
    {
        for (var key = 1; key <= 2_000; key++)
        {
            Filled(key, 1_000);
            Assert.NotNull(_copies.Of(1).Value);
        }
    }

    [Fact]
    public void Without_room_nothing_is_kept()
    {
        var none = new Copies<Weight>(0);
        var held = none.Of(1);
        var weight = new Weight(5);
        Assert.False(none.Offer(held, held.Token, weight));
        Assert.True(weight.IsEnded);
        Assert.Null(held.Value);
        Assert.False(none.AreKept);
    }

    private long Filled(long key, int bytes)
    {
        var held = _copies.Of(key);
        _copies.Offer(held, held.Token, new Weight(bytes));
        return _copies.Bytes;
    }

    private sealed class Weight(int bytes) : Copied
    {
        public string Name { get; set; } = "";

        public override int Bytes => bytes;
    }
}
