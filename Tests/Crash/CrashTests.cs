using System.Globalization;
using Xunit.Abstractions;

namespace Instagram.Tests.Crash;

/// <summary>
/// Kills the real process under load, and while it starts and recovers, and starts it again. CRASH_KILLS says how often
/// over the same data; CRASH_SEED chooses when, and what the clients do; with CRASH_HOURS a new world with another seed
/// begins when one has seen its kills, until the time is over.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int SoonestKill = 15;
    private const int LatestKill = 45;

    /// <summary>Enough to see that the instance works again.</summary>
    private const int AfterRecovery = 10;

    private const int DiskMegabytes = 320;
    private const int RefusedByFullDisk = 20;

    /// <summary>Within it a start has made or recovered its database, migrated and begun to answer.</summary>
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(2.5);

    /// <summary>What is promised for SIGTERM.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    private static readonly KillTarget[] Hosts = [KillTarget.Host, KillTarget.Group, KillTarget.Everything];

    private static readonly int Kills = Setting("CRASH_KILLS", 12);
    private static readonly int Seed = Setting("CRASH_SEED", 1);
    private static readonly TimeSpan Soak = TimeSpan.FromHours(Setting("CRASH_HOURS", 0.0));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Nothing_acknowledged_is_lost_by_kills_at_random_points(int line)
    {
        var (kills, acknowledged, compared) = (0, 0, 0);
        var began = TimeProvider.System.GetTimestamp();
        for (var seed = Seed + line; kills == 0 || TimeProvider.System.GetElapsedTime(began) < Soak / 2; seed += 2)
        {
            await using var world = World.New(seed);
            await Live(world);
            (kills, acknowledged, compared) =
                (kills + Kills, acknowledged + world.Ledger.Acknowledged, compared + world.Compared);
            Progress.Note($"seed {seed}: {kills} kills, {acknowledged} acknowledged, {compared} comparisons, 0 lost");
        }
        Figures.Show(
            string.Create(CultureInfo.InvariantCulture, $"crash, seed {Seed + line}"),
            $"{kills} kills survived, {acknowledged} operations acknowledged, {compared} comparisons, 0 lost");
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

    [TmpfsFact]
    public async Task A_disk_that_fills_up_under_load_loses_nothing_acknowledged()
    {
        await using var world = World.New(Seed, "--ObjectStore:Disk:ReservedMegabytes", "0");
        using var disk = new SmallDisk(world.DataDirectory, DiskMegabytes);
        await world.StartAgain();
        using (var crowd = world.Crowd())
        {
            await crowd.Until(world.Ledger.More(LatestKill));
            disk.Fill(leaving: 0);
            await Deadline.Holds(
                Deadline.Patience, () => world.Wire.Refused > RefusedByFullDisk || world.Host.HasExited);
            disk.Empty();
            if (!world.Host.HasExited)
            {
                await crowd.Until(world.Ledger.More(AfterRecovery));
            }
            await crowd.Ends(tell: true);
        }
        var gaveUp = world.Host.HasExited;
        if (gaveUp)
        {
            Assert.Contains("PostgreSQL", world.Host.ToString(), StringComparison.Ordinal);
        }
        await world.StartAgain();
        await world.Compare();
        await world.CompareAll();
        Figures.Show(
            "full disk",
            $"{world.Wire.Refused} requests refused with 503, {world.Ledger.Acknowledged} acknowledged, 0 lost");
        // While it is still mounted.
        await world.DisposeAsync();
    }

    [Fact]
    public async Task SIGTERM_under_load_answers_what_it_received_and_leaves_no_process()
    {
        await using var world = await World.Start(Seed);
        using var crowd = world.Crowd();
        await crowd.Until(world.Ledger.More(LatestKill));
        var processes = InstanceProcess.Of(world.DataDirectory);

        world.Host.Terminate();
        var exit = world.Host.WaitForExit(StopTime);
        await crowd.Ends(tell: false);

        Assert.Contains(await exit, (int[])[0, 143]);
        Assert.DoesNotContain(processes, process => process.IsAlive);
        Assert.Empty(InstanceProcess.Of(world.DataDirectory));

        await world.StartAgain();
        await world.Compare();
        output.WriteLine(string.Join('\n', world.Wire.Lost));
    }

    /// <summary>A world from its first start to its last kill, and what it is like then.</summary>
    private async Task Live(World world)
    {
        var kills = 0;
        // Also the very first start, which makes the database.
        for (; kills < 2; kills++)
        {
            await world.DieAtStart(AnyHost(world), world.Random.NextDouble() * Start);
        }
        await world.StartAgain();
        while (kills < Kills)
        {
            using var crowd = world.Crowd();
            await crowd.Until(world.Ledger.More(world.Random.Next(SoonestKill, LatestKill)));
            var target = world.Random.Next(3) == 0 ? KillTarget.Server : AnyHost(world);
            kills++;
            if (target == KillTarget.Server)
            {
                await LoseServer(world, crowd);
            }
            else
            {
                await world.Die(target);
                await crowd.Ends(tell: false);
                for (; kills < Kills && world.Random.Next(2) == 0; kills++)
                {
                    await world.DieAtStart(AnyHost(world), world.Random.NextDouble() * Start);
                }
                await world.StartAgain();
            }
            await world.Compare();
            output.WriteLine($"{kills} kills, the last of the {target}: {world.Ledger.Acknowledged} acknowledged");
            Progress.Note($"{kills} kills, {world.Ledger.Acknowledged} acknowledged");
        }
        await world.CompareAll();
        await world.SweepLeavesNothing();
    }

    /// <summary>Under the living host, whose clients go on.</summary>
    private static async Task LoseServer(World world, Crowd crowd)
    {
        var killed = world.Host.Server;
        var before = world.Wire.Lost.Count;
        world.Host.Kill(KillTarget.Server);
        await crowd.Until(Deadline.Becomes(
            Deadline.Patience, () => world.Wire.Get("/health/ready", null),
            ready => ready.Status == 200 && world.Host.Server is var server && server != 0 && server != killed));
        await crowd.Until(world.Ledger.More(AfterRecovery));
        var unanswered = await crowd.Ends(tell: true);
        Assert.True(
            unanswered == 0, $"{unanswered} without an answer:\n{string.Join('\n', world.Wire.Lost.Skip(before))}");
    }

    private static KillTarget AnyHost(World world) => Hosts[world.Random.Next(Hosts.Length)];

    private static T Setting<T>(string name, T usual)
        where T : IParsable<T> =>
        T.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : usual;
}
