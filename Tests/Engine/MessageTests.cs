using System.Collections.Immutable;
using Instagram.Embedded.Messages;
using Orleans;
using Orleans.Concurrency;

namespace Instagram.Tests.Engine;

[GenerateSerializer]
[Alias("tests.letter")]
public sealed record Letter(
    [property: Id(0)] long Number,
    [property: Id(1)] string? Text,
    [property: Id(2)] ImmutableArray<string> Tags,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] IReadOnlyList<Stamp> Stamps,
    [property: Id(5)] ImmutableDictionary<long, Outcome> Outcomes)
{
    [Id(6)]
    public IEchoGrain? ReplyTo { get; init; }

    public int Length => Text?.Length ?? 0;
}

[GenerateSerializer]
public readonly record struct Stamp([property: Id(0)] Color Color, [property: Id(1)] decimal? Price);

public enum Color
{
    Red,
    Blue,
}

[GenerateSerializer]
public abstract record Outcome
{
    private Outcome()
    {
    }

    [GenerateSerializer]
    public sealed record Accepted([property: Id(0)] Guid Receipt) : Outcome;

    [GenerateSerializer]
    public sealed record Refused([property: Id(0)] string Reason, [property: Id(1)] Outcome? Earlier) : Outcome;
}

[GenerateSerializer]
public sealed class Settable
{
    [Id(0)]
    public int Value { get; set; }
}

[GenerateSerializer]
public sealed record WithList([property: Id(0)] List<int> Numbers);

[GenerateSerializer]
public sealed record WithNested([property: Id(0)] ImmutableArray<Settable> Parts);

[GenerateSerializer]
public sealed record TwiceTheSameId([property: Id(0)] int A, [property: Id(0)] int B);

public sealed record Unmarked(int Value);

public interface IEchoGrain : IGrainWithIntegerKey
{
    Task<Letter> Echo(Letter letter);

    Task<Outcome> Decide(bool accept);

    Task<ImmutableArray<int>> Unset();

    Task<bool> IsSame(Letter letter, Immutable<Letter> promised);

    Task Take(Settable message);

    Task<WithList> Give();

    Task TakeNested(WithNested message);

    Task TakeTwice(TwiceTheSameId message);

    Task TakeUnmarked(Unmarked message);

    Task<(int Left, string Right)> Pair((int Left, string Right) pair);
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<Letter> Echo(Letter letter) => Task.FromResult(letter);

    public Task<Outcome> Decide(bool accept) => Task.FromResult<Outcome>(accept
        ? new Outcome.Accepted(Guid.Empty)
        : new Outcome.Refused("no", new Outcome.Refused("never", null)));

    public Task<ImmutableArray<int>> Unset() => Task.FromResult(default(ImmutableArray<int>));

    public Task<bool> IsSame(Letter letter, Immutable<Letter> promised) =>
        Task.FromResult(ReferenceEquals(letter, promised.Value));

    public Task Take(Settable message) => Task.CompletedTask;

    public Task<WithList> Give() => Task.FromResult(new WithList([1]));

    public Task TakeNested(WithNested message) => Task.CompletedTask;

    public Task TakeTwice(TwiceTheSameId message) => Task.CompletedTask;

    public Task TakeUnmarked(Unmarked message) => Task.CompletedTask;

    public Task<(int Left, string Right)> Pair((int Left, string Right) pair) => Task.FromResult(pair);
}

public sealed class MessageTests
{
    [Fact]
    public async Task Messages_survive_the_round_trip()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IEchoGrain>(1);
        var sent = Example(grain);

        var received = await grain.Echo(sent);

        Assert.NotSame(sent, received);
        Assert.Equal(sent with { Tags = [], Stamps = [], Outcomes = Nothing },
            received with { Tags = [], Stamps = [], Outcomes = Nothing });
        Assert.Equal<string>(sent.Tags, received.Tags);
        Assert.Equal(sent.Stamps, received.Stamps);
        Assert.Equal(sent.Outcomes.OrderBy(each => each.Key), received.Outcomes.OrderBy(each => each.Key));
        Assert.Equal((1, "b"), await grain.Pair((1, "b")));
    }

    [Fact]
    public async Task Cases_of_a_closed_union_keep_their_type()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IEchoGrain>(1);

        Assert.Equal(new Outcome.Accepted(Guid.Empty), await grain.Decide(true));
        Assert.Equal(new Outcome.Refused("no", new Outcome.Refused("never", null)), await grain.Decide(false));
    }

    [Fact]
    public async Task An_array_that_was_never_set_stays_unset()
    {
        await using var engine = await TestEngine.Start();

        Assert.True((await engine.Grains.GetGrain<IEchoGrain>(1).Unset()).IsDefault);
    }

    [Fact]
    public async Task Only_what_is_promised_immutable_crosses_uncopied()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IEchoGrain>(1);
        var letter = Example(grain);

        Assert.False(await grain.IsSame(letter, letter.AsImmutable()));
        await using var plain = await TestEngine.Start(options => options.RoundTripMessages = false);
        Assert.True(await plain.Grains.GetGrain<IEchoGrain>(1).IsSame(letter, letter.AsImmutable()));
    }

    [Fact]
    public async Task A_mutable_payload_is_caught_with_method_type_and_member()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IEchoGrain>(1);

        await Refused(() => grain.Take(new Settable()), "IEchoGrain.Take: argument 'message'", "Settable.Value");
        await Refused(grain.Give, "IEchoGrain.Give: the result", "WithList.Numbers: List<Int32> is a mutable");
        await Refused(() => grain.TakeNested(new WithNested([])), "WithNested.Parts", "Settable.Value");
        await Refused(() => grain.TakeTwice(new TwiceTheSameId(1, 2)), "[Id(0)]", "TwiceTheSameId");
        await Refused(() => grain.TakeUnmarked(new Unmarked(1)), "Unmarked is not marked [GenerateSerializer]");
    }

    private static ImmutableDictionary<long, Outcome> Nothing => ImmutableDictionary<long, Outcome>.Empty;

    private static Letter Example(IEchoGrain grain) => new(
        7, null, ["a", "b"], new DateTimeOffset(2026, 6, 1, 1, 2, 3, 456, TimeSpan.FromHours(2)),
        [new Stamp(Color.Blue, 1.25m), new Stamp(Color.Red, null)],
        Nothing.Add(5, new Outcome.Accepted(Guid.Empty)).Add(6, new Outcome.Refused("r", null)))
    {
        ReplyTo = grain,
    };

    private static async Task Refused(Func<Task> call, params string[] parts)
    {
        var failure = await Assert.ThrowsAsync<MessageException>(call);
        Assert.All(parts, part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
    }
}
