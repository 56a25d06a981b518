using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Configuration;

namespace Instagram.Embedded.Activations;

/// <summary>The grain classes of the process, and which of them serves a contract.</summary>
internal sealed class GrainCatalog
{
    private readonly Dictionary<string, GrainClass> byTypeName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(Type Contract, string? Prefix), GrainClass> byContract = new();

    internal GrainCatalog(GrainCollectionOptions collection)
    {
        foreach (var type in FindGrainTypes())
        {
            var found = new GrainClass(type, collection);
            if (!byTypeName.TryAdd(found.TypeName, found))
            {
                throw new InvalidOperationException(
                    $"{type} and {byTypeName[found.TypeName].Type} are both of grain type '{found.TypeName}': "
                    + "give one a [GrainType].");
            }
        }
    }

    internal IEnumerable<GrainClass> Classes => byTypeName.Values;

    internal GrainClass OfTypeName(string typeName) => byTypeName.GetValueOrDefault(typeName)
        ?? throw new ArgumentException($"There is no grain class of type '{typeName}'.");

    internal GrainClass OfContract(Type contract, string? prefix) =>
        byContract.TryGetValue((contract, prefix), out var found)
            ? found
            : byContract.GetOrAdd((contract, prefix), Find);

    private GrainClass Find((Type Contract, string? Prefix) wanted)
    {
        var (contract, prefix) = wanted;
        var candidates = byTypeName.Values
            .Where(each => contract.IsAssignableFrom(each.Type))
            .Where(each => prefix is null || each.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            .ToArray();
        return candidates.Length switch
        {
            1 => candidates[0],
            0 => throw new ArgumentException($"No grain class implements {contract}."),
            _ => candidates.FirstOrDefault(each => contract.Name == "I" + each.Name)
                ?? throw new ArgumentException(
                    $"Several grain classes implement {contract}: "
                    + $"{string.Join(", ", candidates.Select(each => each.Type))}."),
        };
    }

    private static IEnumerable<Type> FindGrainTypes()
    {
        var engine = typeof(Grain).Assembly.GetName().Name;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(each => !each.IsDynamic));
        while (left.TryDequeue(out var assembly))
        {
            var references = assembly.GetReferencedAssemblies();
            // Only what refers to the engine can hold a grain, or refer to what does.
            if (!seen.Add(assembly.FullName!) || references.All(reference => reference.Name != engine))
            {
                continue;
            }

            foreach (var type in assembly.GetTypes())
            {
                if (!type.IsAbstract && type.IsSubclassOf(typeof(Grain)))
                {
                    yield return type;
                }
            }

            foreach (var reference in references.Where(each => !IsFramework(each.Name!)))
            {
                left.Enqueue(Assembly.Load(reference));
            }
        }
    }

    private static bool IsFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name is "netstandard" or "mscorlib";
}
