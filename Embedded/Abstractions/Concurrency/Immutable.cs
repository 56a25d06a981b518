namespace Orleans.Concurrency;

/// <summary>The sender promises never to change the value, so it crosses grains uncopied.</summary>
public readonly record struct Immutable<T>(T Value);

public static class ImmutableExtensions
{
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
