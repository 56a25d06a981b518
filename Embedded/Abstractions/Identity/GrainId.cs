using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Names one grain: the type of its class and its key, written "type/key".</summary>
public readonly struct GrainId : IEquatable<GrainId>
{
    private readonly string type;
    private readonly string key;
    private readonly int hash;

    private GrainId(string type, string key)
    {
        this.type = type;
        this.key = key;
        // Computed once: an id is looked up on every call.
        hash = HashCode.Combine(type.GetHashCode(StringComparison.Ordinal), key.GetHashCode(StringComparison.Ordinal));
    }

    public GrainType Type => new(type);

    public IdSpan Key => new(key);

    public bool IsDefault => key is null;

    internal string TypeName => type;

    internal string KeyText => key;

    public static GrainId Create(string type, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentNullException.ThrowIfNull(key);
        return new GrainId(type, key);
    }

    public static GrainId Create(GrainType type, IdSpan key) => Create(type.Name, key.Value);

    public static GrainId Parse(string value) =>
        TryParse(value, out var id) ? id : throw new FormatException($"'{value}' is no grain id: expected type/key.");

    public static bool TryParse([NotNullWhen(true)] string? value, out GrainId result)
    {
        var slash = value?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        result = slash > 0 ? new GrainId(value![..slash], value[(slash + 1)..]) : default;
        return slash > 0;
    }

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    public bool Equals(GrainId other) =>
        hash == other.hash && string.Equals(key, other.key, StringComparison.Ordinal)
        && string.Equals(type, other.type, StringComparison.Ordinal);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => hash;

    public override string ToString() => IsDefault ? "" : $"{type}/{key}";
}
