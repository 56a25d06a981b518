using Instagram.Embedded.Calls;
using Orleans.Runtime;

namespace Instagram.Embedded.Activations;

/// <summary>The activations of one stateless worker: an idle one serves, or a new one up to the limit.</summary>
internal sealed class WorkerPool(Engine engine, GrainClass grainClass, GrainId id, IPoolOwner owner)
    : ICallTarget, IActivationOwner
{
    private readonly Lock gate = new();
    private readonly List<Activation> workers = [];
    private bool closed;

    internal GrainId Id => id;

    public bool TryReceive(Call call)
    {
        lock (gate)
        {
            while (!closed)
            {
                var worker = Choose(call);
                if (worker.TryReceive(call))
                {
                    return true;
                }

                workers.Remove(worker);
            }

            return false;
        }
    }

    public void CollectInto(List<Activation> activations)
    {
        lock (gate)
        {
            activations.AddRange(workers);
        }
    }

    public void Remove(Activation activation)
    {
        lock (gate)
        {
            workers.Remove(activation);
            closed = workers.Count == 0;
        }

        if (closed)
        {
            owner.Remove(this);
        }
    }

    private Activation Choose(Call call)
    {
        Activation? least = null;
        foreach (var worker in workers)
        {
            var ending = worker.IsEnding;
            if (!ending && worker.Load == 0)
            {
                return worker;
            }

            if (least is null || (least.IsEnding && !ending) || (least.IsEnding == ending && worker.Load < least.Load))
            {
                least = worker;
            }
        }

        if (least is not null && workers.Count >= grainClass.MaxWorkers)
        {
            return least;
        }

        var added = new Activation(engine, grainClass, id, this);
        workers.Add(added);
        engine.Entered();
        added.Begin(call);
        return added;
    }
}

/// <summary>Who keeps pools.</summary>
internal interface IPoolOwner
{
    void Remove(WorkerPool pool);
}
