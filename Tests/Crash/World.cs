using Xunit.Sdk;

namespace Instagram.Tests.Crash;

/// <summary>One instance through its lives, with the ledger of what its clients were told.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly string[] _settings;
    private readonly int _seed;
    private HostProcess? _host;

    private World(int seed, string[] settings)
    {
        _seed = seed;
        _settings = settings;
        Random = new Random(seed);
    }

    public string DataDirectory { get; } = Support.TestDirectories.Fresh();

    public Ledger Ledger { get; } = new();

    public Wire Wire { get; } = new();

    public Random Random { get; }

    public HostProcess Host => _host!;

    /// <summary>For the report, before the open ones are settled.</summary>
    public string Figures { get; private set; } = "";

    public static async Task<World> Start(int seed, params string[] settings)
    {
        var world = new World(seed, settings);
        await world.StartAgain();
        return world;
    }

    public async Task StartAgain()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
            _host = null;
        }
        _host = await HostProcess.Start(DataDirectory, _settings);
        Wire.Address = _host.Address;
    }

    public Crowd Crowd(int round) => Tests.Crash.Crowd.Start(Wire, Ledger, _seed, round);

    /// <summary>
    /// Nothing acknowledged is missing, everything is finished, all is there once, and no answer was a 500.
    /// </summary>
    public async Task Inspect(bool compareBeforeSettling)
    {
        var inspection = new Inspection(Wire, Ledger, DataDirectory);
        Figures = $"{Ledger.Acknowledged} acknowledged, {Ledger.Open} open";
        try
        {
            await inspection.FindsWhatWasAcknowledged();
            Figures += $", {inspection.MediaInFlight} media in flight";
            if (compareBeforeSettling)
            {
                await inspection.FindsNothingThatWasNotAnswered();
            }
            await inspection.SettlesWhatWasOpen();
            await inspection.SeesEverythingFinished();
            await inspection.FindsEverythingOnce();
            Assert.Empty(Wire.Defects);
        }
        catch (XunitException difference)
        {
            Assert.Fail(
                $"{difference.Message}\n\nseed {_seed}, {Figures}\n{string.Join('\n', Wire.Defects)}\n\n{Host}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
        Wire.Dispose();
    }
}
