using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Instagram.Embedded.Generator;

/// <summary>A method of a contract and how it is sent.</summary>
internal sealed class ContractMethod(IMethodSymbol symbol, AnswerKind answer, int traits, double timeoutSeconds)
{
    public IMethodSymbol Symbol { get; } = symbol;

    public AnswerKind Answer { get; } = answer;

    public int Traits { get; } = traits;

    public double TimeoutSeconds { get; } = timeoutSeconds;

    public bool IsValueTask => Symbol.ReturnType.Name == "ValueTask";
}

internal enum AnswerKind
{
    Illegal,
    None,
    Value,
}

/// <summary>Recognises contracts and their attributes.</summary>
internal static class GrainContracts
{
    private const string Tasks = "System.Threading.Tasks";

    public static bool IsContract(INamedTypeSymbol type) =>
        !IsPartOfEngine(type) && type.AllInterfaces.Any(
            each => IsPartOfEngine(each) && each.Name is "IGrain" or "IGrainObserver");

    public static bool IsObserver(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(each => IsPartOfEngine(each) && each.Name == "IGrainObserver");

    public static AnswerKind AnswerOf(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
        {
            return AnswerKind.None;
        }

        return method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask" } type
            && type.ContainingNamespace.ToDisplayString() == Tasks
            ? type.IsGenericType ? AnswerKind.Value : AnswerKind.None
            : AnswerKind.Illegal;
    }

    public static bool Has(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Any(each => IsOurs(each, attribute));

    public static string? Argument(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(each => IsOurs(each, attribute))?
            .ConstructorArguments.FirstOrDefault().Value as string;

    public static string FileName(INamedTypeSymbol contract) => MangledName(contract) + ".g.cs";

    /// <summary>An identifier that is unique in the compilation.</summary>
    public static string MangledName(INamedTypeSymbol contract)
    {
        var name = new StringBuilder();
        foreach (var letter in contract.ToDisplayString())
        {
            name.Append(char.IsLetterOrDigit(letter) ? letter : '_');
        }

        return name.ToString();
    }

    private static bool IsPartOfEngine(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "Orleans", ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsOurs(AttributeData data, string attribute) =>
        data.AttributeClass is { } type && type.Name == attribute
        && type.ContainingNamespace.ToDisplayString().StartsWith("Orleans", System.StringComparison.Ordinal);
}
