using Instagram.Embedded.Messages;

namespace Instagram.Embedded.Calls;

/// <summary>A request whose answer is a value. Callers go on elsewhere, never on the answering activation.</summary>
public abstract class Call<TResult>(CallMethod method) : Call(method)
{
    private readonly TaskCompletionSource<TResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<TResult> Answered => answer.Task;

    internal override bool IsAnswered => answer.Task.IsCompleted;

    internal override void Answer(Task outcome, MessageCopier? copier)
    {
        if (copier is null || outcome is not Task<TResult> { IsCompletedSuccessfully: true } task)
        {
            if (outcome is Task<TResult> typed)
            {
                answer.TrySetFromTask(typed);
            }
            else
            {
                answer.TrySetException(outcome.Exception!.InnerExceptions);
            }

            return;
        }

        try
        {
            answer.TrySetResult(copier.Copy(task.Result, Method, "the result"));
        }
        catch (Exception failure)
        {
            answer.TrySetException(failure);
        }
    }

    internal override bool TryFail(Exception failure) => answer.TrySetException(failure);
}

/// <summary>A request whose answer is only that it is done.</summary>
public abstract class VoidCall(CallMethod method) : Call(method)
{
    private readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Answered => answer.Task;

    internal override bool IsAnswered => answer.Task.IsCompleted;

    internal override void Answer(Task outcome, MessageCopier? copier)
    {
        answer.TrySetFromTask(outcome);
        if (IsOneWay && !outcome.IsCompletedSuccessfully)
        {
            EngineLog.OneWayFailed(Activation!.Engine.Log, ToString(), outcome.Exception?.GetBaseException());
        }
    }

    internal override bool TryFail(Exception failure) => answer.TrySetException(failure);
}

/// <summary>A request that the engine itself makes: a timer tick, a reminder, a delivery.</summary>
internal sealed class EngineCall(CallMethod method, Func<object, Task> body) : VoidCall(method)
{
    public override int GetArgumentCount() => 0;

    public override object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void CopyArguments(MessageCopier copier)
    {
    }

    protected override Task Invoke(object target) => body(target);
}
