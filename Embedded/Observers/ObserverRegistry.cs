using Instagram.Embedded.Activations;
using Instagram.Embedded.Calls;
using Instagram.Embedded.Identity;
using Orleans;
using Orleans.Runtime;

namespace Instagram.Embedded.Observers;

/// <summary>The objects that grains can call back, by the ids that stand for them.</summary>
internal sealed class ObserverRegistry(Engine engine, GrainDirectory directory)
{
    internal const string TypeName = "sys.observer";

    internal TObserver Add<TObserver>(IGrainObserver target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target is GrainReference)
        {
            throw new ArgumentException("The observer is a reference already.", nameof(target));
        }

        var id = GrainId.Create(TypeName, GrainKeys.Of(Guid.NewGuid()));
        directory.Add(id, new ObserverTarget(engine, directory, id, target, TurnContext.Current?.Activation));
        return (TObserver)(object)ProxyRegistry.Create(typeof(TObserver), engine, id);
    }

    internal void Remove(IGrainObserver reference) => directory.Remove(reference is GrainReference known
        ? known.GrainId
        : throw new ArgumentException("Expected the reference that CreateObjectReference gave.", nameof(reference)));
}
