namespace Instagram.Tests.Tidy;

/// <summary>The files that people wrote. <c>TIDY_ROOT</c> points the rules at another checkout.</summary>
public static class SourceTree
{
    private static readonly string[] Generated =
        ["bin", "obj", "data", "TestResults", "node_modules", "vendor", "results", ".git"];

    private static readonly string[] Extensions =
        [".cs", ".csproj", ".props", ".targets", ".js", ".css", ".html", ".sql", ".md", ".json", ".sh", ".conf", ""];

    private static readonly Lazy<Meaning> Meaning = new(() => new Meaning(Files));

    private static readonly Lazy<IReadOnlyList<SourceFile>> All = new(() => [.. Read(FindRoot())]);

    public static IReadOnlyList<SourceFile> Files => All.Value;

    /// <summary>The folder that holds the solution.</summary>
    public static string Root => FindRoot();

    private static string FindRoot()
    {
        if (Environment.GetEnvironmentVariable("TIDY_ROOT") is { Length: > 0 } other)
        {
            return other;
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Instagram.Orleans.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"No Instagram.Orleans.sln above {AppContext.BaseDirectory}.");
    }

    private static IEnumerable<SourceFile> Read(string root)
    {
        var folders = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (folders.TryPop(out var folder))
        {
            foreach (var child in folder.EnumerateDirectories())
            {
                if (!Generated.Contains(child.Name) && child.LinkTarget is null)
                {
                    folders.Push(child);
                }
            }
            foreach (var file in folder.EnumerateFiles())
            {
                if (Extensions.Contains(file.Extension) && file.Name != ".git")
                {
                    var path = Path.GetRelativePath(root, file.FullName).Replace('\\', '/');
                    yield return new SourceFile(path, File.ReadAllText(file.FullName), Meaning);
                }
            }
        }
    }
}
