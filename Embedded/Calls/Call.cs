using Orleans.Serialization.Invocation;

namespace Instagram.Embedded.Calls;

/// <summary>One request: its arguments, its answer and its way. Generated code derives from it.</summary>
public abstract class Call : TurnContext, IInvokable
{
    public abstract int GetArgumentCount();
    public abstract object? GetArgument(int index);
    public string GetMethodName() => "";
    public string GetInterfaceName() => "";
}
