using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Instagram.Tests.Tidy.Rules;

/// <summary>The store remembers: nobody else speaks to the database.</summary>
public static partial class StorageRules
{
    private static readonly string[] Drivers = ["Npgsql", "Dapper"];

    /// <summary>The design that the product is measured against has a database of its own.</summary>
    private const string Textbook = "Bench/Textbook/";

    [GeneratedRegex(@"\bselect\b[^.!?]*?\s+from\s+[\w""{]|\binsert\s+into\s+[\w""{]|\bupdate\s+[\w.""{}]+\s+set\s|"
        + @"\bdelete\s+from\s+[\w""{]|\b(create|alter|drop|truncate)\s+table\b", RegexOptions.IgnoreCase)]
    private static partial Regex Statement { get; }

    public static IEnumerable<Finding> Sql(SourceFile file)
    {
        if (file.Room == "Storage" || file.IsUnder("Tests/Storage/") || file.IsUnder("Tests/Tidy/"))
        {
            yield break;
        }
        if (file.Has("sql") && !file.IsUnder(Textbook))
        {
            yield return file.At(1, "SQL lives beside its store, in Storage");
        }
        foreach (var literal in file.Nodes<LiteralExpressionSyntax>())
        {
            if (Statement.IsMatch(literal.Token.ValueText))
            {
                yield return file.At(literal, "a SQL statement outside of Storage: ask a store");
            }
        }
        foreach (var text in file.Nodes<InterpolatedStringExpressionSyntax>())
        {
            if (Statement.IsMatch(text.Contents.ToString()))
            {
                yield return file.At(text, "a SQL statement outside of Storage: ask a store");
            }
        }
    }

    public static IEnumerable<Finding> Driver(SourceFile file)
    {
        if (file.Room is "Storage" or "Tests" || file.IsUnder(Textbook))
        {
            yield break;
        }
        foreach (var directive in file.Nodes<UsingDirectiveSyntax>())
        {
            var name = directive.NamespaceOrType.ToString();
            if (Drivers.Contains(name.Split('.')[0]))
            {
                yield return file.At(directive, $"{name} is Storage's own: ask one of its stores");
            }
        }
    }
}
