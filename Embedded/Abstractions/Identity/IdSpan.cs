namespace Orleans.Runtime;

/// <summary>The key half of a <see cref="GrainId"/> or <see cref="StreamId"/>.</summary>
public readonly record struct IdSpan(string Value)
{
    public static IdSpan Create(string value) => new(value);

    public override string ToString() => Value ?? "";
}
