using System.Xml.Linq;

namespace Instagram.Tests.Tidy.Rules;

/// <summary>Which project may see which: the boundaries of the rooms.</summary>
public static class ProjectRules
{
    private const string Engine = "the engine";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Embedded"] = [],
        ["Embedded.Generator"] = [],
        ["Storage"] = [],
        ["Media"] = [],
        ["Grains.Interfaces"] = [Engine],
        ["Grains"] = [Engine, "Grains.Interfaces", "Storage", "Media"],
        ["Silo"] = [Engine, "Grains", "Grains.Interfaces", "Storage", "Media"],
        ["ApiHost"] = [Engine, "Grains.Interfaces", "Silo"],
    };

    /// <summary>These stand outside of the product and may see all of it.</summary>
    private static readonly string[] Onlookers = ["Tests", "Bench"];

    public static IEnumerable<Finding> References(SourceFile file)
    {
        if (!file.Has("csproj") || Onlookers.Contains(file.Room))
        {
            yield break;
        }
        var project = Path.GetFileNameWithoutExtension(file.Name);
        if (!Allowed.TryGetValue(project, out var allowed))
        {
            yield return file.At(1, $"{project} is a new room: say in {nameof(ProjectRules)} what it may reference");
            yield break;
        }
        foreach (var (target, line) in Targets(file.Text))
        {
            if (!allowed.Contains(target))
            {
                var only = string.Join(", ", allowed);
                yield return file.At(line, $"{project} may not reference {target}, only [{only}]");
            }
        }
    }

    private static IEnumerable<(string Target, int Line)> Targets(string text)
    {
        foreach (var element in XDocument.Parse(text, LoadOptions.SetLineInfo).Descendants())
        {
            var line = ((System.Xml.IXmlLineInfo)element).LineNumber;
            var path = element.Attribute("Include")?.Value ?? element.Attribute("Project")?.Value;
            var name = Path.GetFileNameWithoutExtension(path?.Replace('\\', '/'));
            if (element.Name.LocalName == "ProjectReference" && name is not null)
            {
                yield return (name is "Embedded" or "Embedded.Generator" ? Engine : name, line);
            }
            else if (element.Name.LocalName == "Import" && name == "Engine")
            {
                yield return (Engine, line);
            }
        }
    }
}
