using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Instagram.Embedded.Calls;

/// <summary>The generated proxies of the process; each assembly registers its own when it is loaded.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProxyRegistry
{
    private static readonly ConcurrentDictionary<Type, Func<GrainReference>> Proxies = new();

    public static void Add(Type contract, Func<GrainReference> create) => Proxies[contract] = create;

    internal static GrainReference Create(Type contract, Engine engine, GrainId id)
    {
        if (!Proxies.TryGetValue(contract, out var create))
        {
            create = Load(contract);
        }

        var reference = create();
        reference.Engine = engine;
        reference.GrainId = id;
        return reference;
    }

    // An assembly of which nothing ran yet has not registered its proxies.
    private static Func<GrainReference> Load(Type contract)
    {
        RuntimeHelpers.RunModuleConstructor(contract.Module.ModuleHandle);
        return Proxies.TryGetValue(contract, out var create)
            ? create
            : throw new ArgumentException(
                $"{contract} has no proxy: is it a grain contract in a project that runs Embedded.Generator?");
    }
}
