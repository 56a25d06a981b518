using System.Globalization;

namespace Instagram.Tests.Races;

/// <summary>
/// The real grains and services over the real store, with every order of turns chosen by a seed: in each world a few
/// people do a few things at once. <c>RACE_SEEDS</c> says how many worlds, <c>RACE_SEED</c> has one again, after those
/// that came before it in the same silo. What the store answers before anyone waits for it takes no turn, so now and
/// then a seed must be had again more than once.
/// </summary>
public sealed class SeededRaceTests
{
    private const int Lanes = 2;
    private const int WorldsOfSilo = 20;

    private static readonly int Worlds = Setting("RACE_SEEDS") ?? 300;

    [Fact]
    public async Task In_no_order_of_turns_anything_is_shown_after_it_was_closed_or_lost_or_doubled()
    {
        if (Setting("RACE_SEED") is { } again)
        {
            await Run(again - ((again - 1) % WorldsOfSilo), ((again - 1) % WorldsOfSilo) + 1);
            return;
        }
        var (worlds, turns) = (0, 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Worlds / WorldsOfSilo), new ParallelOptions { MaxDegreeOfParallelism = Lanes },
            async (part, _) =>
            {
                Interlocked.Add(ref turns, await Run(1 + (part * WorldsOfSilo), WorldsOfSilo));
                Interlocked.Add(ref worlds, WorldsOfSilo);
            });
        Figures.Show(
            "races by seed", $"{worlds} interleavings of {turns} turns, 0 leaks, 0 lost, 0 doubled");
    }

    private static async Task<int> Run(int firstSeed, int count)
    {
        await using var silo = await SeededSilo.Start();
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var world = new SeededWorld(silo, await silo.Settle(3, seed));
            await world.Run(seed);
            Assert.True(
                world.Findings.Count == 0,
                $"RACE_SEED={seed} makes these turns again:\n{string.Join('\n', world.Findings)}");
        }
        return silo.Turns;
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
