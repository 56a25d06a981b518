using System.Reflection;
using Instagram.Embedded.Identity;
using Instagram.Embedded.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Instagram.Embedded.Activations;

/// <summary>What the engine knows of a grain class. Reflection happens here, once a class and engine.</summary>
internal sealed class GrainClass
{
    private static readonly IStorage[] NoStates = [];

    private readonly ObjectFactory create;
    private readonly Func<Activation, IStorage>[] states;

    internal GrainClass(Type type, GrainCollectionOptions collection)
    {
        Type = type;
        Name = type.Name;
        TypeName = TypeNameOf(type);
        Reentrant = type.IsDefined(typeof(ReentrantAttribute));
        MayInterleave = InterleavePredicate(type);
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>() is { } worker
            ? worker.MaxLocalWorkers < 1 ? Environment.ProcessorCount : worker.MaxLocalWorkers
            : 0;
        CollectionAge = AgeOf(type, collection);
        Namespaces = Array.ConvertAll(
            [.. type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>()], each => each.Namespace);
        HasIntegerKey = typeof(IGrainWithIntegerKey).IsAssignableFrom(type);
        HasOnActivate = Overrides(type, nameof(Grain.OnActivateAsync));
        HasOnDeactivate = Overrides(type, nameof(Grain.OnDeactivateAsync));
        var parameters = Constructor(type).GetParameters()
            .Where(parameter => parameter.IsDefined(typeof(PersistentStateAttribute))).ToArray();
        states = [.. parameters.Select(PersistentStates.FactoryFor)];
        create = ActivatorUtilities.CreateFactory(type, [.. parameters.Select(parameter => parameter.ParameterType)]);
    }

    private GrainClass(Type observer)
    {
        Type = observer;
        Name = observer.Name;
        TypeName = Observers.ObserverRegistry.TypeName;
        Reentrant = true;
        CollectionAge = Timeout.InfiniteTimeSpan;
        Namespaces = [];
        states = [];
        create = (_, _) => throw new NotSupportedException("An observer is not created by the engine.");
    }

    internal Type Type { get; }

    internal string Name { get; }

    internal string TypeName { get; }

    internal bool Reentrant { get; }

    internal Func<IInvokable, bool>? MayInterleave { get; }

    /// <summary>0: not a stateless worker.</summary>
    internal int MaxWorkers { get; }

    /// <summary>Infinite: never collected.</summary>
    internal TimeSpan CollectionAge { get; }

    internal string[] Namespaces { get; }

    internal bool HasIntegerKey { get; }

    internal bool HasOnActivate { get; }

    internal bool HasOnDeactivate { get; }

    internal static GrainClass OfObserver(Type observer) => new(observer);

    /// <summary>Constructs the grain in a turn of its activation; the caller reads the states.</summary>
    internal Grain Create(Activation activation, out IStorage[] facets)
    {
        facets = states.Length == 0 ? NoStates : Array.ConvertAll(states, state => state(activation));
        return (Grain)create(activation.Services, facets);
    }

    internal string ShowKey(GrainId id) => HasIntegerKey ? $"{GrainKeys.ToLong(id)}" : id.KeyText;

    private static string TypeNameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
        {
            return named.GrainType;
        }

        var name = type.Name;
        return (name.Length > 5 && name.EndsWith("Grain", StringComparison.Ordinal) ? name[..^5] : name)
            .ToLowerInvariant();
    }

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions collection)
    {
        var limit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        if (type.IsDefined(typeof(KeepAliveAttribute)) || limit is { AlwaysActive: true })
        {
            return Timeout.InfiniteTimeSpan;
        }

        return limit?.Amount is { } amount && amount > TimeSpan.Zero
            ? amount
            : collection.ClassSpecificCollectionAge.GetValueOrDefault(type.FullName!, collection.CollectionAge);
    }

    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
        ?? throw new InvalidOperationException($"Grain class {type} has no public constructor.");

    private static bool Overrides(Type type, string method) => type.GetMethod(method)!.DeclaringType != typeof(Grain);

    private static Func<IInvokable, bool>? InterleavePredicate(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>() is not { } attribute)
        {
            return null;
        }

        const BindingFlags any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        return type.GetMethod(attribute.CallbackMethodName, any, [typeof(IInvokable)])
                ?.CreateDelegate<Func<IInvokable, bool>>()
            ?? throw new InvalidOperationException(
                $"{type} names {attribute.CallbackMethodName} in [MayInterleave], but has no such "
                + "static bool method of one IInvokable.");
    }
}
