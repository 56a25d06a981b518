using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Instagram.Tests.Tidy.Rules;

/// <summary>A name says what a thing is.</summary>
public static partial class NameRules
{
    /// <summary>The engine repeats this name because Orleans has it.</summary>
    private const string NameOfOrleans = "ObserverManager";

    [GeneratedRegex("(Helpers?|Utils?|Utility|Utilities|Common|Managers?)$")]
    private static partial Regex SaysNothing { get; }

    public static IEnumerable<Finding> Vague(SourceFile file)
    {
        if (!file.IsCSharp)
        {
            yield break;
        }
        foreach (var part in file.Path.Split('/'))
        {
            var name = part.EndsWith(".cs", StringComparison.Ordinal) ? part.Split('.', '{')[0] : part;
            if (IsVague(file, name))
            {
                yield return file.At(1, $"'{name}' does not say what is in it");
            }
        }
        foreach (var type in file.Nodes<BaseTypeDeclarationSyntax>())
        {
            if (IsVague(file, type.Identifier.Text))
            {
                yield return file.At(type, $"'{type.Identifier.Text}' does not say what it does");
            }
        }
    }

    public static IEnumerable<Finding> Namespaces(SourceFile file)
    {
        if (!file.IsCSharp || file.Room is "Embedded" or "Embedded.Generator")
        {
            yield break;
        }
        var expected = file.Room == "Grains.Interfaces" ? "Instagram.Grains" : $"Instagram.{file.Room}";
        foreach (var declared in file.Nodes<BaseNamespaceDeclarationSyntax>())
        {
            if (!$"{declared.Name}.".StartsWith($"{expected}.", StringComparison.Ordinal))
            {
                yield return file.At(declared, $"namespace {declared.Name} is not under {expected}");
            }
        }
        foreach (var type in file.Nodes<BaseTypeDeclarationSyntax>())
        {
            if (type.Parent is CompilationUnitSyntax && type.Identifier.Text != "Program")
            {
                yield return file.At(type, $"{type.Identifier.Text} has no namespace");
            }
        }
    }

    private static bool IsVague(SourceFile file, string name) =>
        SaysNothing.IsMatch(name) && !(file.Room == "Embedded" && name == NameOfOrleans);
}
