using Instagram.Embedded.Activations;
using Instagram.Embedded.Messages;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Instagram.Embedded.Calls;

/// <summary>
/// One request: its arguments, its way to an activation and its answer. Generated code derives from
/// <see cref="Call{TResult}"/> and <see cref="VoidCall"/>. It is its own <see cref="TurnContext"/>: what the
/// request calls in turn sees it as its parent.
/// </summary>
public abstract class Call : TurnContext, IInvokable
{
    protected Call(CallMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);
        Method = method;
        Request = this;
    }

    public CallMethod Method { get; }

    internal GrainId Target { get; set; }

    /// <summary>The object to call when it is not the activation's grain: an observer.</summary>
    internal object? TargetObject { get; set; }

    /// <summary>The request that made this one. Cut when this one ends, or chains would never be collected.</summary>
    internal Call? Parent { get; set; }

    internal long SentAt { get; set; }

    /// <summary>A timestamp of the engine's clock; 0: the caller waits for ever.</summary>
    internal long Deadline { get; set; }

    internal TimeSpan Timeout { get; set; }

    /// <summary>Starts whatever is running and holds nobody up. Decided once, on arrival.</summary>
    internal bool Interleaves { get; set; }

    /// <summary>Belongs to this activation only (a timer tick): never handed to the next activation.</summary>
    internal bool StaysWithActivation { get; init; }

    /// <summary>Whether it counts as use of the activation.</summary>
    internal bool IsUse { get; init; } = true;

    internal bool IsReadOnly => (Method.Traits & CallTraits.ReadOnly) != 0;

    internal bool IsOneWay => (Method.Traits & CallTraits.OneWay) != 0;

    /// <summary>Its turn is over, so nothing waits for it any more.</summary>
    internal bool Ended { get; private set; }

    internal abstract bool IsAnswered { get; }

    public abstract int GetArgumentCount();

    public abstract object? GetArgument(int index);

    public string GetMethodName() => Method.Name;

    public string GetInterfaceName() => Method.InterfaceName;

    /// <summary>Replaces the arguments by copies that went through a serializer.</summary>
    public abstract void CopyArguments(MessageCopier copier);

    /// <summary>Calls the method on the target.</summary>
    protected abstract Task Invoke(object target);

    internal abstract void Answer(Task outcome, MessageCopier? copier);

    internal abstract bool TryFail(Exception failure);

    /// <summary>Runs in a turn of the activation.</summary>
    internal void Run(object target)
    {
        Task task;
        Current = this;
        try
        {
            task = Invoke(target);
        }
        catch (Exception failure)
        {
            task = Task.FromException(failure);
        }

        if (task is null)
        {
            End(Task.FromException(new InvalidOperationException($"{this} returned null instead of a task.")));
        }
        else if (task.IsCompleted)
        {
            End(task);
        }
        else
        {
            // Captures the activation's scheduler, so that End, too, is a turn.
            task.GetAwaiter().UnsafeOnCompleted(() => End(task));
        }
    }

    internal void MarkEnded()
    {
        Ended = true;
        Parent = null;
    }

    /// <summary>The request up the chain that occupies an activation, if any.</summary>
    internal Call? AncestorOn(Activation activation)
    {
        for (var ancestor = Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ReferenceEquals(ancestor.Activation, activation) && !ancestor.Ended)
            {
                return ancestor;
            }
        }

        return null;
    }

    public override string ToString() => Activation is { } activation
        ? $"{activation}.{Method.Name}"
        : $"{Target}.{Method.Name}";

    private void End(Task outcome)
    {
        var activation = Activation!;
        var copier = activation.Engine.Copier;
        activation.Release(this, outcome);
        Answer(outcome, copier);
    }
}
