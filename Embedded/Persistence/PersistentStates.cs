using System.Reflection;
using Instagram.Embedded.Activations;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Storage;

namespace Instagram.Embedded.Persistence;

/// <summary>Prepares the injection of a constructor parameter with <see cref="PersistentStateAttribute"/>.</summary>
internal static class PersistentStates
{
    private const string DefaultStorage = "Default";

    private static readonly MethodInfo CreateOf =
        typeof(PersistentStates).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

    internal static Func<Activation, IStorage> FactoryFor(ParameterInfo parameter)
    {
        var attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        if (!parameter.ParameterType.IsGenericType
            || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new InvalidOperationException(
                $"{parameter.Member.DeclaringType}: parameter '{parameter.Name}' has [PersistentState] "
                + "and must be an IPersistentState<T>.");
        }

        var create = CreateOf.MakeGenericMethod(parameter.ParameterType.GetGenericArguments())
            .CreateDelegate<Func<Activation, string, string, IStorage>>();
        var storageName = attribute.StorageName ?? DefaultStorage;
        return activation => create(activation, attribute.StateName, storageName);
    }

    private static PersistentState<TState> Create<TState>(
        Activation activation, string stateName, string storageName)
    {
        var storage = activation.Services.GetKeyedService<IGrainStorage>(storageName)
            ?? (storageName == DefaultStorage ? activation.Services.GetService<IGrainStorage>() : null)
            ?? throw new InvalidOperationException(
                $"{activation} keeps state '{stateName}' in storage '{storageName}', which is not registered.");
        return new PersistentState<TState>(activation, storage, stateName);
    }
}
