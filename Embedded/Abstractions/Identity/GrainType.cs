namespace Orleans.Runtime;

/// <summary>The name of a grain class in a <see cref="GrainId"/>: "user" for UserGrain.</summary>
public readonly record struct GrainType(string Name)
{
    public static GrainType Create(string value) => new(value);

    public override string ToString() => Name ?? "";
}
