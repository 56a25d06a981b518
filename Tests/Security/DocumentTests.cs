using System.Reflection;
using System.Text.RegularExpressions;
using Instagram.Tests.Tidy;

namespace Instagram.Tests.Security;

/// <summary>The threat model names a test for each line, and each test that it names is there.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_threat_has_a_test_and_every_test_that_is_named_exists()
    {
        var tests = typeof(DocumentTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute))
            .Select(method => $"{method.ReflectedType!.Name}.{method.Name}").ToHashSet();
        var rows = SourceTree.Files.Single(file => file.Path == "docs/security.md").Lines
            .SkipWhile(line => !line.StartsWith("## Threats", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Where(line => !line.StartsWith("| threat", StringComparison.Ordinal))
            .ToList();
        Assert.True(rows.Count > 40, $"{rows.Count} threats");
        foreach (var row in rows)
        {
            var named = TestName().Matches(row.Split('|')[^2]).Select(match => match.Groups[1].Value).ToList();
            Assert.True(named.Count > 0, $"no test: {row}");
            Assert.All(named, name => Assert.True(tests.Contains(name), $"no such test, '{name}': {row}"));
        }
        Figures.Show("threat model", $"{rows.Count} threats, each with a test");
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestName();
}
