using System.Globalization;
using Xunit.Abstractions;

namespace Instagram.Tests.Crash;

/// <summary>
/// Kills the real process under load and starts it again. CRASH_ROUNDS kills each target that often, over the same
/// data; CRASH_SEED chooses when, and what the clients do.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int SoonestKill = 40;
    private const int LatestKill = 120;

    /// <summary>Enough to see that the instance works again.</summary>
    private const int AfterRecovery = 40;

    /// <summary>What is promised for the processes of a killed group.</summary>
    private static readonly TimeSpan Survival = TimeSpan.FromSeconds(5);

    /// <summary>What is promised for SIGTERM.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    private static readonly int Rounds = Setting("CRASH_ROUNDS", 1);
    private static readonly int Seed = Setting("CRASH_SEED", 1);

    [Theory]
    [InlineData(KillTarget.Host)]
    [InlineData(KillTarget.Group)]
    [InlineData(KillTarget.Everything)]
    public async Task Nothing_acknowledged_is_lost_by_a_kill_of_the(KillTarget target)
    {
        await using var world = await World.Start(Seed + (int)target);
        for (var round = 0; round < Rounds; round++)
        {
            using var crowd = world.Crowd(round);
            await crowd.Until(world.Ledger.More(world.Random.Next(SoonestKill, LatestKill)));
            var processes = InstanceProcess.Of(world.DataDirectory);

            world.Host.Kill(target);
            var gone = Deadline.Holds(Survival, () => !processes.Any(process => process.IsAlive));
            var unanswered = await crowd.Ends(tell: false);
            await gone;
            Assert.Empty(InstanceProcess.Of(world.DataDirectory));

            await world.StartAgain();
            await world.Inspect(compareBeforeSettling: false);
            output.WriteLine($"{target}, round {round}: {world.Figures}, {unanswered} clients without an answer");
        }
    }

    [Fact]
    public async Task A_killed_database_server_comes_back_under_the_living_host()
    {
        await using var world = await World.Start(Seed + (int)KillTarget.Server);
        for (var round = 0; round < Rounds; round++)
        {
            using var crowd = world.Crowd(round);
            await crowd.Until(world.Ledger.More(world.Random.Next(SoonestKill, LatestKill)));
            var killed = world.Host.Server;

            world.Host.Kill(KillTarget.Server);
            await crowd.Until(Recovered(world, killed));
            await crowd.Until(world.Ledger.More(AfterRecovery));

            Assert.Equal(0, await crowd.Ends(tell: true));
            await world.Inspect(compareBeforeSettling: false);
            output.WriteLine($"{KillTarget.Server}, round {round}: {world.Figures}");
        }
    }

    [Fact]
    public async Task A_database_server_that_cannot_be_kept_ends_the_host_with_a_sentence()
    {
        await using var world = await World.Start(Seed, "--PrivatePostgres:RestartsPerMinute", "0");

        world.Host.Kill(KillTarget.Server);

        Assert.Equal(1, await world.Host.WaitForExit(Deadline.Patience));
        Assert.Contains("PostgreSQL died more than 0 times", world.Host.ToString(), StringComparison.Ordinal);
        Assert.Empty(InstanceProcess.Of(world.DataDirectory));
    }

    [Fact]
    public async Task SIGTERM_under_load_answers_what_it_received_and_leaves_no_process()
    {
        await using var world = await World.Start(Seed);
        using var crowd = world.Crowd(0);
        await crowd.Until(world.Ledger.More(SoonestKill));
        var processes = InstanceProcess.Of(world.DataDirectory);

        world.Host.Terminate();
        var exit = world.Host.WaitForExit(StopTime);
        var unanswered = await crowd.Ends(tell: false);

        Assert.Contains(await exit, (int[])[0, 143]);
        Assert.DoesNotContain(processes, process => process.IsAlive);
        Assert.Empty(InstanceProcess.Of(world.DataDirectory));

        await world.StartAgain();
        await world.Inspect(compareBeforeSettling: true);
        output.WriteLine($"SIGTERM: {world.Figures}, {unanswered} clients without an answer");
        output.WriteLine(string.Join('\n', world.Wire.Lost));
    }

    private static async Task Recovered(World world, int killed)
    {
        await Deadline.Becomes(
            Deadline.Patience, () => world.Wire.Get("/health/ready", null),
            ready => ready.Status == 200 && world.Host.Server is var server && server != 0 && server != killed);
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : usual;
}
