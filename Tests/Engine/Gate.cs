using Orleans;

namespace Instagram.Tests.Engine;

/// <summary>Lets a test hold a request and see it start. It is an identity, so it crosses uncopied.</summary>
public class Gate : IGrainObserver
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Fails, rather than hangs, when the request never comes to start.</summary>
    public Task Started => started.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public void Open() => open.TrySetResult();

    public Task Pass()
    {
        started.TrySetResult();
        return open.Task;
    }
}

/// <summary>A gate that a predicate lets through.</summary>
public sealed class ChosenGate : Gate;
