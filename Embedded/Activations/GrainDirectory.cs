using System.Collections.Concurrent;
using Instagram.Embedded.Calls;
using Orleans.Runtime;

namespace Instagram.Embedded.Activations;

/// <summary>Which target a grain id has now; the first call to an id makes one.</summary>
internal sealed class GrainDirectory(Engine engine) : IActivationOwner, IPoolOwner
{
    private readonly ConcurrentDictionary<GrainId, ICallTarget> targets = new();

    /// <summary>Hands the call to its target, or throws why it can't.</summary>
    internal void Deliver(Call call)
    {
        while (true)
        {
            if (!targets.TryGetValue(call.Target, out var target))
            {
                target = Add(call);
            }

            if (target.TryReceive(call))
            {
                return;
            }

            // It ended meanwhile and is about to remove itself; this is only quicker.
            targets.TryRemove(KeyValuePair.Create(call.Target, target));
        }
    }

    internal void Add(GrainId id, ICallTarget target) => targets[id] = target;

    internal void Remove(GrainId id) => targets.TryRemove(id, out _);

    public void Remove(Activation activation) =>
        targets.TryRemove(KeyValuePair.Create(activation.Id, (ICallTarget)activation));

    public void Remove(WorkerPool pool) => targets.TryRemove(KeyValuePair.Create(pool.Id, (ICallTarget)pool));

    internal List<Activation> Snapshot()
    {
        var all = new List<Activation>(engine.ActivationCount);
        foreach (var (_, target) in targets)
        {
            target.CollectInto(all);
        }

        return all;
    }

    private ICallTarget Add(Call call)
    {
        var grainClass = engine.ClassOf(call.Target);
        if (grainClass.MaxWorkers > 0)
        {
            return targets.GetOrAdd(
                call.Target, static (id, all) => new WorkerPool(all.engine, all.grainClass, id, all.self),
                (engine, grainClass, self: this));
        }

        var added = new Activation(engine, grainClass, call.Target, this);
        var target = targets.GetOrAdd(call.Target, added);
        if (ReferenceEquals(target, added))
        {
            engine.Entered();
            added.Begin(call);
        }

        return target;
    }
}
