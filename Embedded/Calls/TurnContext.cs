using System.Collections.Immutable;
using Instagram.Embedded.Activations;

namespace Instagram.Embedded.Calls;

/// <summary>
/// Whose turn the running code belongs to and what travels with its calls. It flows with async code in one
/// AsyncLocal, because every further one costs each call an allocation.
/// </summary>
public abstract class TurnContext
{
    private static readonly AsyncLocal<TurnContext?> Ambient = new();

    internal static TurnContext? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>The activation whose turn it is; null in code that is no grain.</summary>
    internal Activation? Activation { get; set; }

    /// <summary>The request being run; null outside of one.</summary>
    internal Call? Request { get; set; }

    internal ImmutableDictionary<string, object>? Values { get; set; }

    internal static TurnContext With(TurnContext? origin, ImmutableDictionary<string, object>? values) =>
        new Derived { Activation = origin?.Activation, Request = origin?.Request, Values = values };

    private sealed class Derived : TurnContext;
}
