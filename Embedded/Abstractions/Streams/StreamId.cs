using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Names one stream: a namespace and a key, which is also the key of its implicit subscribers.</summary>
public readonly record struct StreamId
{
    private readonly string? streamNamespace;
    private readonly string key;

    private StreamId(string? streamNamespace, string key)
    {
        this.streamNamespace = streamNamespace;
        this.key = key;
    }

    public static StreamId Create(string? ns, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new StreamId(ns, key);
    }

    public static StreamId Create(string? ns, long key) => new(ns, key.ToString(CultureInfo.InvariantCulture));

    public static StreamId Create(string? ns, Guid key) => new(ns, key.ToString("N", CultureInfo.InvariantCulture));

    public string? GetNamespace() => streamNamespace;

    public string GetKeyAsString() => key;

    public override string ToString() => $"{streamNamespace ?? "null"}/{key}";
}
