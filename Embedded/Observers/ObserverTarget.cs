using Instagram.Embedded.Activations;
using Instagram.Embedded.Calls;
using Orleans;
using Orleans.Runtime;

namespace Instagram.Embedded.Observers;

/// <summary>
/// An observer object. One made by a grain is called in that grain's turns, between its awaits; any other has turns
/// of its own. It is held weakly, as its owner may forget it without a word.
/// </summary>
internal sealed class ObserverTarget : ICallTarget
{
    private readonly GrainDirectory directory;
    private readonly GrainId id;
    private readonly WeakReference<IGrainObserver> target;
    private readonly Activation place;

    internal ObserverTarget(
        Engine engine, GrainDirectory directory, GrainId id, IGrainObserver target, Activation? owner)
    {
        this.directory = directory;
        this.id = id;
        this.target = new WeakReference<IGrainObserver>(target);
        if (owner is not null)
        {
            place = owner;
            return;
        }

        place = new Activation(engine, GrainClass.OfObserver(target.GetType()), id, NoOwner.Instance);
        place.BeginEmpty();
    }

    public bool TryReceive(Call call)
    {
        if (!target.TryGetTarget(out var observer))
        {
            directory.Remove(id);
            return false;
        }

        call.TargetObject = observer;
        call.Interleaves = true;
        return place.TryReceive(call);
    }

    public void CollectInto(List<Activation> activations)
    {
        if (!target.TryGetTarget(out _) || place.IsEnding)
        {
            directory.Remove(id);
        }
    }

    private sealed class NoOwner : IActivationOwner
    {
        internal static readonly NoOwner Instance = new();

        public void Remove(Activation activation)
        {
        }
    }
}
