using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Instagram.Tests.Tidy.Rules;

/// <summary>Size and order of files.</summary>
public static partial class ShapeRules
{
    private const int MaxLines = 500;
    private const int MaxColumns = 120;
    private const int MaxWebColumns = 160;

    /// <summary>One source for both engines: the choice is made by references.</summary>
    private static readonly string[] Unconditional = ["Grains", "Grains.Interfaces", "Storage", "Media", "ApiHost"];

    /// <summary>It repeats Orleans' public surface, whose small types belong together in a named file.</summary>
    private static readonly string[] Mirrors = ["Embedded/Abstractions/", "Embedded/TestingHost/"];

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b")]
    private static partial Regex Postponed { get; }

    [GeneratedRegex(@"(?<![\w.~-])/(home|root|work|Users)/\w|\b[A-Z]:\\\w")]
    private static partial Regex MachinePath { get; }

    public static IEnumerable<Finding> FileLength(SourceFile file)
    {
        if ((file.IsCSharp || file.IsWeb) && file.Lines.Length > MaxLines)
        {
            yield return file.At(MaxLines + 1, $"{file.Lines.Length} lines, at most {MaxLines}: split it");
        }
    }

    /// <summary>The path of a drawing is one word and may be as long as it is.</summary>
    public static IEnumerable<Finding> LineLength(SourceFile file)
    {
        var most = file.IsCSharp ? MaxColumns : file.IsWeb ? MaxWebColumns : int.MaxValue;
        return file.Lines.Index()
            .Where(line => line.Item.Length > most && !(file.IsWeb && IsDrawing(line.Item)))
            .Select(line => file.At(line.Index + 1, $"{line.Item.Length} columns, at most {most}"));
    }

    private static bool IsDrawing(string line) =>
        line.Contains("<path d=", StringComparison.Ordinal) || line.Contains("<rect x=", StringComparison.Ordinal);

    public static IEnumerable<Finding> Conditional(SourceFile file) =>
        from trivia in file.IsCSharp ? file.Root.DescendantTrivia() : []
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
            || (trivia.IsKind(SyntaxKind.IfDirectiveTrivia) && Unconditional.Contains(file.Room))
        select file.At(trivia.GetLocation(), trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
            ? "a region hides what should be a file"
            : "the same source compiles against both engines: no #if");

    public static IEnumerable<Finding> Postponing(SourceFile file) => file.IsCSharp
        ? from trivia in file.Root.DescendantTrivia()
          where Postponed.IsMatch(trivia.ToFullString()) && !trivia.IsKind(SyntaxKind.DisabledTextTrivia)
          select file.At(trivia.GetLocation(), "a note to do it later: do it, or write an issue")
        : from line in file.Lines.Index()
          where !file.Has("md") && Postponed.IsMatch(line.Item)
          select file.At(line.Index + 1, "a note to do it later: do it, or write an issue");

    public static IEnumerable<Finding> MachinePaths(SourceFile file) =>
        from line in file.Lines.Index()
        where !file.IsUnder("Tests/Tidy/") && MachinePath.IsMatch(line.Item)
        select file.At(line.Index + 1, "a path of somebody's machine");

    /// <summary>
    /// A file is found by the name of its type. Records, enums and delegates are shapes without a life of their own
    /// and may sit beside each other; of what behaves, there is one. A name in the plural that is no type's own, such
    /// as Reminders, announces a group; a test brings its cast.
    /// </summary>
    public static IEnumerable<Finding> OnePublicType(SourceFile file)
    {
        var behaving = file.Nodes<TypeDeclarationSyntax>()
            .Where(type => type is not RecordDeclarationSyntax && type.Parent is not TypeDeclarationSyntax)
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword) && !IsMarker(type))
            .Where(_ => file.Room != "Tests" && !Mirrors.Any(file.IsUnder) && !IsGroup(file))
            .DistinctBy(type => type.Identifier.Text);
        return behaving.Skip(1).Select(type =>
            file.At(type, $"{type.Identifier.Text} is a second public type here: give it a file of its own"));
    }

    private static bool IsGroup(SourceFile file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        return name.EndsWith('s') && file.Nodes<BaseTypeDeclarationSyntax>().All(type => type.Identifier.Text != name);
    }

    private static bool IsMarker(TypeDeclarationSyntax type) =>
        type.Identifier.Text.EndsWith("Attribute", StringComparison.Ordinal) || type.Members.Count == 0;
}
