using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Instagram.Tests.Tidy;

/// <summary>A file of the repository: its path from the root with '/', its text, and for C# its syntax.</summary>
public sealed class SourceFile(string path, string text)
{
    public static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private readonly Lazy<SyntaxNode> root = new(() => CSharpSyntaxTree.ParseText(text, Options, path).GetRoot());

    private readonly Lazy<Meaning>? meaning;

    public SourceFile(string path, string text, Lazy<Meaning> meaning)
        : this(path, text) => this.meaning = meaning;

    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>The top folder: a project, or a name such as "docs".</summary>
    public string Room { get; } = path.Split('/')[0];

    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsWeb => Has("js") || Has("css");

    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public SyntaxNode Root => root.Value;

    /// <summary>Of the whole tree; for a file that stands alone, of itself.</summary>
    public Meaning Meaning => meaning?.Value ?? new Meaning([this]);

    public bool Has(string extension) => Path.EndsWith('.' + extension, StringComparison.Ordinal);

    public bool IsUnder(string folder) => Path.StartsWith(folder, StringComparison.Ordinal);

    public IEnumerable<T> Nodes<T>() where T : SyntaxNode => IsCSharp ? Root.DescendantNodes().OfType<T>() : [];

    public Finding At(SyntaxNode node, string reason) => At(node.GetLocation(), reason);

    public Finding At(Location location, string reason) =>
        new(Path, location.GetLineSpan().StartLinePosition.Line + 1, reason);

    public Finding At(int line, string reason) => new(Path, line, reason);
}
