using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Instagram.Storage.Migrations;

/// <summary>One numbered step of the schema, from an embedded <c>NNNN_name.sql</c>.</summary>
public sealed partial record Migration(int Number, string Name, string Sql)
{
    private const string Folder = ".Migrations.";

    /// <summary>
    /// Of the text without its line endings' flavour, so that a checkout on another system is the same.
    /// </summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>What only some servers have, and only some of their users may add.</summary>
    public IReadOnlyList<string> Extensions => [.. NewExtension.Matches(Sql).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^create extension if not exists (\w+)", RegexOptions.Multiline)]
    private static partial Regex NewExtension { get; }

    /// <summary>Every migration in this assembly, by number.</summary>
    public static IReadOnlyList<Migration> Embedded() => In(typeof(Migration).Assembly);

    internal static IReadOnlyList<Migration> In(Assembly assembly)
    {
        var found = assembly.GetManifestResourceNames()
            .Where(resource => resource.Contains(Folder, StringComparison.Ordinal)
                && resource.EndsWith(".sql", StringComparison.Ordinal))
            .Select(resource => Load(assembly, resource))
            .OrderBy(migration => migration.Number)
            .ToList();
        RequireDistinct(found);
        return found;
    }

    internal static void RequireDistinct(IReadOnlyList<Migration> migrations)
    {
        if (migrations.GroupBy(migration => migration.Number).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException(
                $"Migration {twice.Key:0000} exists twice: {string.Join(", ", twice.Select(each => each.Name))}.");
        }
    }

    private static Migration Load(Assembly assembly, string resource)
    {
        var start = resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length;
        var file = resource[start..^".sql".Length];
        if (file.Length < 6 || file[4] != '_'
            || !int.TryParse(file.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new InvalidOperationException($"Migration '{file}.sql' is not named NNNN_name.sql.");
        }
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Migration(number, file[5..], reader.ReadToEnd());
    }
}
