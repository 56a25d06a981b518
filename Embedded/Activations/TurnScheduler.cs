using Instagram.Embedded.Calls;

namespace Instagram.Embedded.Activations;

/// <summary>
/// Runs everything of one activation, one after the other, on whatever thread is free. As the current TaskScheduler
/// of that code it also gets the rest of every async method and every task that is started there.
/// </summary>
internal sealed class TurnScheduler(ITurnDispatcher dispatcher) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>A caller waits for what its own call begins, and not for what else comes meanwhile.</summary>
    private const int ItemsForCaller = 4;

    private static readonly ExecutionContext Clean = CaptureClean();

    private readonly Lock gate = new();
    private ShortQueue<object> items;
    private bool dispatched;
    private Task? pump;
    private int itemsLeft;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>What waits here for its turn.</summary>
    internal int Waiting
    {
        get
        {
            lock (gate)
            {
                return items.Count;
            }
        }
    }

    internal void Post(Call call) => Enqueue(call);

    internal void Post(Action step) => Enqueue(step);

    void IThreadPoolWorkItem.Execute() => Pump(dispatcher.ItemsPerDispatch);

    /// <summary>On the thread of a caller, of whose context nothing gets into the turns, nor back.</summary>
    internal void RunHere()
    {
        var (context, synchronization) = (ExecutionContext.Capture()!, SynchronizationContext.Current);
        ExecutionContext.Restore(Clean);
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Pump(ItemsForCaller);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(synchronization);
            ExecutionContext.Restore(context);
        }
    }

    protected override void QueueTask(Task task) => Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (ReferenceEquals(task, pump) || ReferenceEquals(Current, this)) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (gate)
        {
            return [.. items.Items.OfType<Task>()];
        }
    }

    private void Enqueue(object item)
    {
        lock (gate)
        {
            items.Enqueue(item);
            if (dispatched)
            {
                return;
            }

            dispatched = true;
        }

        dispatcher.Dispatch(this);
    }

    // Inside of a task, so that TaskScheduler.Current is this scheduler; one task serves many items.
    private void Pump(int atMost)
    {
        itemsLeft = atMost;
        var task = new Task(
            static state => ((TurnScheduler)state!).RunItems(), this, TaskCreationOptions.DenyChildAttach);
        pump = task;
        task.RunSynchronously(this);
    }

    private void RunItems()
    {
        // It has begun; the last one of every activation would otherwise be kept.
        pump = null;
        for (; ; itemsLeft--)
        {
            object item;
            lock (gate)
            {
                if (items.Count == 0)
                {
                    dispatched = false;
                    return;
                }

                if (itemsLeft == 0)
                {
                    break;
                }

                item = items.Dequeue();
            }

            Run(item);
        }

        dispatcher.Dispatch(this);
    }

    private void Run(object item)
    {
        switch (item)
        {
            case Task task:
                TryExecuteTask(task);
                return;
            case Call call:
                call.Activation!.Run(call);
                break;
            case Action step:
                step();
                break;
        }

        // What a turn left in AsyncLocals is not the next one's.
        ExecutionContext.Restore(Clean);
    }

    private static ExecutionContext CaptureClean()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }
}
