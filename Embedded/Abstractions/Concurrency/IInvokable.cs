namespace Orleans.Serialization.Invocation;

/// <summary>A request as a <c>[MayInterleave]</c> predicate sees it.</summary>
public interface IInvokable
{
    int GetArgumentCount();

    object? GetArgument(int index);

    string GetMethodName();

    string GetInterfaceName();
}
