using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Instagram.Tests.Browser;

public sealed partial class PreloadTests
{
    [Fact]
    public void The_page_names_every_module_so_that_none_waits_for_another()
    {
        var root = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "ApiHost", "wwwroot");
        var modules = Directory.EnumerateFiles(Path.Combine(root, "app"), "*.js", SearchOption.AllDirectories)
            .Append(Path.Combine(root, "vendor", "htm-preact.js"))
            .Select(file => "/" + Path.GetRelativePath(root, file).Replace('\\', '/'));
        var named = NamedModule().Matches(File.ReadAllText(Path.Combine(root, "index.html")))
            .Select(match => match.Groups[1].Value);
        Assert.Equal(modules.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("(?:href|src)=\"(/[^\"]+\\.js)\"")]
    private static partial Regex NamedModule();

    private static string Here([CallerFilePath] string path = "") => path;
}
