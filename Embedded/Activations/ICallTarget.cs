using Instagram.Embedded.Calls;

namespace Instagram.Embedded.Activations;

/// <summary>What a grain id stands for now: an activation, a pool of stateless workers, an observer.</summary>
internal interface ICallTarget
{
    /// <summary>False when it has ended, and the call must find its successor.</summary>
    bool TryReceive(Call call);

    void CollectInto(List<Activation> activations);
}

/// <summary>Who keeps an activation, and forgets it at its very end.</summary>
internal interface IActivationOwner
{
    void Remove(Activation activation);
}
