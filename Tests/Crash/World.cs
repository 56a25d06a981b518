using Instagram.Storage.Shards;
using Npgsql;
using Xunit.Sdk;

namespace Instagram.Tests.Crash;

/// <summary>One instance through its lives, with its clients and the ledger of what they were told.</summary>
internal sealed class World : IAsyncDisposable
{
    private const int Clients = 6;
    private const string ModeratorName = "the.moderator";

    private readonly string[] _settings;
    private readonly int _seed;
    private readonly LedgerAccount _moderator = new(ModeratorName, Role.Member);
    private readonly IReadOnlyList<Client> _clients;
    private readonly Inspection _inspection;
    private HostProcess? _host;

    private World(int seed, string[] settings)
    {
        _seed = seed;
        _settings =
        [
            "--Moderation:Moderators", ModeratorName, "--Leaving:SettleSeconds", "1",
            // A closed account is purged for good when no address of an upload is open.
            "--Uploads:AddressLifetimeSeconds", "8", "--PrivatePostgres:RestartsPerMinute", "1000", .. settings,
        ];
        Random = new Random(seed);
        _clients = [.. NewClients(0, Ledger)];
        _inspection = new Inspection(Wire, Ledger, _moderator);
    }

    public string DataDirectory { get; set; } = Support.TestDirectories.Fresh();

    public Ledger Ledger { get; } = new();

    public Wire Wire { get; } = new();

    public Random Random { get; }

    public HostProcess Host => _host!;

    public int Compared => _inspection.Compared;

    public static World New(int seed, params string[] settings) => new(seed, settings);

    public static async Task<World> Start(int seed, params string[] settings)
    {
        var world = New(seed, settings);
        await world.StartAgain();
        return world;
    }

    public async Task StartAgain(params string[] more)
    {
        await Bury();
        _host = await HostProcess.Start(DataDirectory, [.. _settings, .. more]);
        Wire.Address = _host.Address;
        var deeds = new Deeds(Wire, Ledger);
        if (_moderator.Token.Length == 0)
        {
            var moderator = deeds.SignUp(_moderator);
            Deeds.Enters(_moderator, (await moderator.Again!()).Is(200, 201));
        }
    }

    /// <summary>A life that ends while it begins, within <paramref name="soon"/>.</summary>
    public async Task DieAtStart(KillTarget target, TimeSpan soon)
    {
        await Bury();
        _host = HostProcess.Launch(DataDirectory, _settings);
        await Task.WhenAny(_host.WaitForExit(soon + Deadline.Patience), Task.Delay(soon));
        await Die(target);
    }

    /// <summary>SIGKILL; no process is left some seconds later.</summary>
    public async Task Die(KillTarget target)
    {
        var processes = InstanceProcess.Of(DataDirectory);
        Host.Kill(target);
        await Deadline.Holds(Deadline.Survival, () => !processes.Any(process => process.IsAlive));
        Assert.Empty(InstanceProcess.Of(DataDirectory));
    }

    public Crowd Crowd() => Tests.Crash.Crowd.Start(_clients);

    /// <summary>Others, who have nothing to do with these, and a ledger of their own.</summary>
    public Crowd Crowd(Ledger others) => Tests.Crash.Crowd.Start([.. NewClients(Clients, others)]);

    /// <summary>What was acknowledged since the last look is there; then what was open is settled.</summary>
    public Task Compare() => Inspect(async () =>
    {
        var touched = Ledger.TakeChanged();
        await _inspection.FindsWhatWasAcknowledged(touched);
        await Ledger.Settle();
        await _inspection.FindsWhatWasAcknowledged(touched);
    });

    /// <summary>Everything is there, finished, once, and nothing of it is left over.</summary>
    public Task CompareAll() => Inspect(async () =>
    {
        await Ledger.Settle();
        await _inspection.SeesEverythingFinished();
        await _inspection.FindsWhatWasAcknowledged(null);
        await using var leftovers = new Leftovers(this);
        await leftovers.OutboxDrains();
        await _inspection.FindsEverythingOnce();
        await leftovers.CountsEqualRows();
    });

    /// <summary>Nothing is in the way of a sweep that comes long after.</summary>
    public Task SweepLeavesNothing() => Inspect(async () =>
    {
        Host.Terminate();
        await Host.WaitForExit(Deadline.Patience);
        await StartAgain("--Uploads:SweepSeconds", "1", "--Uploads:ObjectSweepSeconds", "1");
        await using var leftovers = new Leftovers(this);
        await leftovers.GrowOld();
        // Unfinished files are looked at when a host starts.
        Host.Terminate();
        await Host.WaitForExit(Deadline.Patience);
        await StartAgain("--Uploads:SweepSeconds", "1", "--Uploads:ObjectSweepSeconds", "1");
        await leftovers.AreSwept();
    });

    /// <summary>Every picture of every post that is there, by whoever of them; how many.</summary>
    public async Task<int> OpensEveryPictureOf(Ledger others)
    {
        var opened = 0;
        foreach (var account in others.Accounts.Where(account => !account.IsClosed))
        {
            // Who signed up behind the copy is nobody here.
            if (await new Deeds(Wire, others).LogIn(account) is not { Status: 200 } login)
            {
                continue;
            }
            var token = login.Text("accessToken");
            foreach (var post in await Wire.All($"/api/v1/users/{account.Id}/posts", token))
            {
                // Made and deleted while it was copied: its row came along, and its picture was gone.
                var id = post.GetProperty("id").GetString();
                var isGone = others.Posts.Exists(known => known.Id == id && !known.IsShown);
                foreach (var url in post.GetProperty("media")[0].GetProperty("urls").EnumerateObject())
                {
                    (await Wire.Get(url.Value.GetString()!, token)).Is(isGone ? [200, 404] : [200]);
                    opened++;
                }
            }
        }
        return opened;
    }

    public ShardMap Connect() => new(new NpgsqlConnectionStringBuilder
    {
        Host = Path.Combine(DataDirectory, "postgres"), Username = "instagram", Database = "instagram",
        Pooling = false,
    }.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        await Bury();
        Wire.Dispose();
    }

    private IEnumerable<Client> NewClients(int first, Ledger ledger) =>
        Enumerable.Range(first, Clients).Select(number =>
            new Client(number, Wire, ledger, _moderator, new Random(HashCode.Combine(_seed, number))));

    private async Task Bury()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
            _host = null;
        }
    }

    private async Task Inspect(Func<Task> look)
    {
        try
        {
            await look();
            Assert.Empty(Wire.Defects);
        }
        catch (XunitException difference)
        {
            Assert.Fail(
                $"{difference.Message}\n\nseed {_seed}, {Ledger.Acknowledged} acknowledged, {Ledger.OpenCount} open\n"
                + $"{string.Join('\n', Wire.Defects)}\n\n{Host}");
        }
    }
}
