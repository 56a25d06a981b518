using System.Collections.Immutable;
using Instagram.Embedded.Calls;

namespace Orleans.Runtime;

/// <summary>Named values that travel with a call to everything it calls, and never back.</summary>
public static class RequestContext
{
    public static IEnumerable<string> Keys => TurnContext.Current?.Values?.Keys ?? [];

    public static object? Get(string key) => TurnContext.Current?.Values?.GetValueOrDefault(key);

    public static void Set(string key, object value)
    {
        var values = TurnContext.Current?.Values ?? ImmutableDictionary<string, object>.Empty;
        TurnContext.Current = TurnContext.With(TurnContext.Current, values.SetItem(key, value));
    }

    public static bool Remove(string key)
    {
        var values = TurnContext.Current?.Values;
        if (values is null || !values.ContainsKey(key))
        {
            return false;
        }

        TurnContext.Current = TurnContext.With(TurnContext.Current, values.Remove(key));
        return true;
    }

    public static void Clear() => TurnContext.Current = TurnContext.With(TurnContext.Current, null);
}
