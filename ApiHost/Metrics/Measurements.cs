using System.Diagnostics.Metrics;
using System.Text;

namespace Instagram.ApiHost.Metrics;

/// <summary>
/// Listens to the meters of this host and keeps what they say as series, from its start on. Meters that another host in
/// this process has made are not its business.
/// </summary>
internal sealed class Measurements : IHostedService, IDisposable
{
    private static readonly HashSet<string> Meters =
    [
        "Instagram.Embedded", "Instagram.Silo", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
    ];

    private readonly IMeterFactory _host;
    private readonly MeterListener _listener = new();
    private readonly List<Family> _families = [];
    private readonly Lock _reading = new();

    public Measurements(IMeterFactory host)
    {
        _host = host;
        _listener.InstrumentPublished = Enlist;
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, family) => Add(family, value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, family) => Add(family, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Add(family, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Add(family, value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, family) => Add(family, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Add(family, value, tags));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    /// <summary>All series in the text format of Prometheus.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        // One reader at a time: what is observed at a reading replaces what was observed at the last.
        lock (_reading)
        {
            _listener.RecordObservableInstruments();
            Family[] families;
            lock (_families)
            {
                families = [.. _families.OrderBy(family => family.Name, StringComparer.Ordinal)];
            }
            foreach (var family in families)
            {
                family.Write(text);
            }
        }
        return text.ToString();
    }

    private static void Add(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((Family)family!).Add(value, tags);

    private void Enlist(Instrument instrument, MeterListener listener)
    {
        if (!Meters.Contains(instrument.Meter.Name)
            || (instrument.Meter.Scope is { } scope && !ReferenceEquals(scope, _host)))
        {
            return;
        }
        var family = new Family(instrument);
        lock (_families)
        {
            // A name may stand in the text only once.
            if (_families.Exists(known => known.Name == family.Name))
            {
                return;
            }
            _families.Add(family);
        }
        listener.EnableMeasurementEvents(instrument, family);
    }
}
