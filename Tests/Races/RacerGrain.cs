using System.Collections.Concurrent;

namespace Instagram.Tests.Races;

/// <summary>
/// Key: a task of <see cref="RacerTasks"/>. Does it in its turns, so that a seed orders what stands above the grains
/// like the grains themselves.
/// </summary>
public interface IRacerGrain : IGrainWithIntegerKey
{
    Task Go();
}

public sealed class RacerGrain(RacerTasks tasks) : Grain, IRacerGrain
{
    public async Task Go()
    {
        try
        {
            await tasks.Take(this.GetPrimaryKeyLong())();
        }
        finally
        {
            DeactivateOnIdle();
        }
    }
}

/// <summary>What racers are to do.</summary>
public sealed class RacerTasks
{
    private readonly ConcurrentDictionary<long, Func<Task>> _tasks = new();
    private long _newest;

    public long Add(Func<Task> task)
    {
        var id = Interlocked.Increment(ref _newest);
        _tasks[id] = task;
        return id;
    }

    public Func<Task> Take(long id) => _tasks.TryRemove(id, out var task)
        ? task
        : throw new InvalidOperationException($"There is no task {id}, or it was taken.");
}
