using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Instagram.Tests.Tidy;

/// <summary>
/// The mutations are taken through by <c>Tests/Mutations/run</c>; here it is held that they still fit the code and
/// name tests that exist.
/// </summary>
public sealed partial class MutationTests
{
    public static TheoryData<string> Mutations =>
        [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "Tests", "Mutations"), "*.patch")
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task A_mutation_fits_the_code(string name)
    {
        var start = new ProcessStartInfo("git", ["apply", "--check", $"Tests/Mutations/{name}.patch"])
        {
            WorkingDirectory = SourceTree.Root, RedirectStandardError = true,
        };
        using var git = Process.Start(start)!;
        var errors = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();

        Assert.True(git.ExitCode == 0, errors);
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_mutation_names_tests_that_exist(string name)
    {
        var first = File.ReadLines(Path.Combine(SourceTree.Root, "Tests", "Mutations", name + ".patch")).First();
        var tests = typeof(MutationTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => $"{type.FullName}.{method.Name}")).ToList();

        Assert.StartsWith("# fails: ", first, StringComparison.Ordinal);
        var names = Named().Matches(first);
        Assert.NotEmpty(names);
        Assert.All(names, wanted => Assert.Contains(tests, test => test.Contains(wanted.Groups[1].Value)));
    }

    [GeneratedRegex(@"FullyQualifiedName~([\w.]+)")]
    private static partial Regex Named();
}
