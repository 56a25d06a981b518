using Instagram.Embedded.Calls;
using Instagram.Embedded.Messages;

namespace Instagram.Embedded.Activations;

/// <summary>Stands for OnActivateAsync and OnDeactivateAsync in chains of calls: they, too, form cycles.</summary>
internal sealed class LifecycleCall : Call
{
    internal LifecycleCall(Activation activation, string name, Call? parent)
        : base(new CallMethod(nameof(Orleans.Grain), name, CallTraits.None, 0))
    {
        Activation = activation;
        Target = activation.Id;
        Parent = parent;
    }

    internal override bool IsAnswered => Ended;

    public override int GetArgumentCount() => 0;

    public override object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void CopyArguments(MessageCopier copier)
    {
    }

    internal override void Answer(Task outcome, MessageCopier? copier)
    {
    }

    internal override bool TryFail(Exception failure) => false;

    protected override Task Invoke(object target) => Task.CompletedTask;
}
