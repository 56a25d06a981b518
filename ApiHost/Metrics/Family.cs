using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Instagram.ApiHost.Metrics;

/// <summary>One instrument's series, each with its own values of the tags.</summary>
internal sealed class Family
{
    /// <summary>Different values of the tags; what comes after is counted together.</summary>
    private const int MaxSeries = 1_000;

    private const string TheRest = "rest=\"true\"";

    /// <summary>Values of the tags whose series is known without writing them out.</summary>
    private const int MaxKnown = 64;

    /// <summary>The same for every request, or of no use.</summary>
    private static readonly HashSet<string> LeftOut =
    [
        "network.protocol.name", "network.protocol.version", "network.transport", "network.type", "server.address",
        "server.port", "url.scheme",
    ];

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private volatile KnownTags[] _known = [];
    private readonly string _help;
    private readonly string _type;
    private readonly bool _replaces;

    public Family(Instrument instrument)
    {
        _type = TypeOf(instrument);
        Name = NameOf(instrument, _type);
        _help = (instrument.Description ?? "").ReplaceLineEndings(" ").Replace(@"\", @"\\", StringComparison.Ordinal);
        _replaces = instrument.IsObservable || Definition(instrument) == typeof(Gauge<>);
    }

    public string Name { get; }

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(tags);
        if (_replaces)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }

    public void Write(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {_help}\n# TYPE {Name} {_type}\n");
        foreach (var (labels, series) in _series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            series.Write(text, Name, labels);
        }
    }

    /// <summary>The same few tags come with every request: they are compared, not written out again.</summary>
    private Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var known in _known)
        {
            if (known.Are(tags))
            {
                return known.Series;
            }
        }
        var labels = Labels(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            series = _series.GetOrAdd(
                _series.Count < MaxSeries ? labels : TheRest, _ => new Series(_type == "histogram"));
        }
        if (_known.Length < MaxKnown)
        {
            // Two at once may lose one: it is looked up the long way once more.
            _known = [.. _known, new KnownTags(tags.ToArray(), series)];
        }
        return series;
    }

    private static string TypeOf(Instrument instrument)
    {
        var definition = Definition(instrument);
        return definition == typeof(Counter<>) || definition == typeof(ObservableCounter<>) ? "counter"
            : definition == typeof(Histogram<>) ? "histogram"
            : "gauge";
    }

    private static Type? Definition(Instrument instrument) =>
        instrument.GetType() is { IsGenericType: true } type ? type.GetGenericTypeDefinition() : null;

    private static string NameOf(Instrument instrument, string type)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return Underscored(instrument.Name) + unit + (type == "counter" ? "_total" : "");
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (tag, value) in tags)
        {
            if (!LeftOut.Contains(tag))
            {
                labels.Append(labels.Length == 0 ? "" : ",").Append(Underscored(tag)).Append("=\"")
                    .Append(Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""))
                    .Append('"');
            }
        }
        return labels.ToString();
    }

    private static string Escaped(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Underscored(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_'));
}
