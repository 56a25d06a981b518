using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Instagram.Tests.Tidy.Rules;

/// <summary>A test must be able to fail.</summary>
public static class TestRules
{
    public static IEnumerable<Finding> Bodies(SourceFile file) =>
        from method in file.Nodes<MethodDeclarationSyntax>()
        where file.Room == "Tests" && IsTest(method) && CannotFail(method)
        select file.At(method, $"{method.Identifier.Text} has nothing in it that could fail");

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute =>
            attribute.Name.ToString() is var name
            && (name.EndsWith("Fact", StringComparison.Ordinal) || name.EndsWith("Theory", StringComparison.Ordinal)));

    private static bool CannotFail(MethodDeclarationSyntax method)
    {
        var calls = method.DescendantNodes().OfType<InvocationExpressionSyntax>().ToList();
        return calls.Count == 0 || calls.All(call => call.ToString() is "Assert.True(true)" or "Assert.False(false)");
    }
}
