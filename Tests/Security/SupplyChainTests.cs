using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Instagram.Tests.Tidy;

namespace Instagram.Tests.Security;

/// <summary>What is built is what was meant, and nothing secret is among what is published.</summary>
public sealed partial class SupplyChainTests
{
    [Fact]
    public void Every_package_has_one_exact_version_in_one_place()
    {
        var central = XDocument.Parse(File("Directory.Packages.props"));
        var orleans = central.Descendants("OrleansVersion").Single().Value;
        foreach (var package in central.Descendants("PackageVersion"))
        {
            var version = package.Attribute("Version")!.Value;
            Assert.Matches(@"\A\d+\.\d+\.\d+\z", version == "$(OrleansVersion)" ? orleans : version);
        }
        foreach (var project in SourceTree.Files.Where(file => file.Has("csproj") || file.Has("targets")))
        {
            foreach (var reference in XDocument.Parse(project.Text).Descendants("PackageReference"))
            {
                Assert.True(
                    reference.Attribute("Version") is null && reference.Attribute("VersionOverride") is null,
                    $"{project.Path}: {reference}");
            }
        }
    }

    [Fact]
    public void What_was_restored_is_what_was_asked_for()
    {
        var wanted = from package in XDocument.Parse(File("Directory.Packages.props")).Descendants("PackageVersion")
                     select (Name: package.Attribute("Include")!.Value, Version: package.Attribute("Version")!.Value);
        var assets = System.IO.File.ReadAllText(Path.Combine(Root, "Tests", "obj", "project.assets.json"));
        var restored = JsonDocument.Parse(assets).RootElement.GetProperty("libraries").EnumerateObject()
            .Select(library => library.Name.Split('/')).ToDictionary(parts => parts[0], parts => parts[1]);
        var others = (from package in wanted
                      where restored.TryGetValue(package.Name, out var version) && version != package.Version
                      select $"{package.Name} {package.Version} became {restored[package.Name]}").ToList();
        Assert.True(others.Count == 0, string.Join('\n', others));
        Assert.Contains("Npgsql", restored.Keys);
    }

    [Fact]
    public async Task No_file_of_the_repository_is_a_key_or_holds_one()
    {
        var found = new List<string>();
        var files = await Published();
        Assert.Contains("README.md", files);
        foreach (var file in files)
        {
            var bytes = System.IO.File.Exists(Path.Combine(Root, file))
                ? await System.IO.File.ReadAllBytesAsync(Path.Combine(Root, file))
                : [];
            if (KeyName().IsMatch(file) || KeyMaterial().IsMatch(System.Text.Encoding.Latin1.GetString(bytes)))
            {
                found.Add(file);
            }
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void The_client_loads_nothing_from_anyone_else()
    {
        var client = SourceTree.Files.Where(
            file => file.IsUnder("ApiHost/wwwroot/") && (file.IsWeb || file.Has("html")));
        Assert.All(client, file => Assert.DoesNotMatch(ForeignLoad(), file.Text));
    }

    [Fact]
    public void The_client_makes_no_markup_and_no_code_of_text()
    {
        var scripts = SourceTree.Files.Where(file => file.IsUnder("ApiHost/wwwroot/app/") && file.Has("js")).ToList();
        Assert.True(scripts.Count > 50);
        Assert.All(scripts, file => Assert.DoesNotMatch(TextAsCode(), file.Text));
    }

    private static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder!.FullName, "Instagram.Orleans.sln")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }

    private static string File(string path) => SourceTree.Files.Single(file => file.Path == path).Text;

    /// <summary>What git keeps; without git, what people wrote.</summary>
    private static async Task<IReadOnlyList<string>> Published()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var listed = (await git.StandardOutput.ReadToEndAsync()).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            await git.WaitForExitAsync();
            if (git.ExitCode == 0 && listed.Length > 0)
            {
                return listed;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no git here.
        }
        return [.. SourceTree.Files.Select(file => file.Path)];
    }

    [GeneratedRegex(@"\.(pem|pfx|p12|key|jks|kdbx|env|keystore)$|(^|/)(id_rsa|id_ed25519|\.npmrc|\.netrc|\.pgpass)$")]
    private static partial Regex KeyName();

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b" +
        @"|\bxox[bap]-[0-9A-Za-z-]{20}")]
    private static partial Regex KeyMaterial();

    [GeneratedRegex(
        """(?:src|href)="(?:https?:)?//|(?:import\s*\(?|from )['"](?:https?:)?//|url\(['"]?(?:https?:)?//""")]
    private static partial Regex ForeignLoad();

    [GeneratedRegex(
        @"\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|\beval\s*\(" +
        @"|new Function\b|\bsrcdoc\b|javascript:|createContextualFragment|set(?:Timeout|Interval)\(\s*['""]")]
    private static partial Regex TextAsCode();
}
