using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Instagram.Tests.Tidy;

/// <summary>
/// What a name in the source means: one compilation over files of all rooms, against the assemblies of this test
/// run. It need not be free of errors; what cannot be resolved has no meaning.
/// </summary>
public sealed class Meaning
{
    private const string ImplicitUsings =
        """
        global using System; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks;
        global using Orleans; global using Xunit; global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging; global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Configuration;
        """;

    private static readonly Lazy<MetadataReference[]> Assemblies = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Tests", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private readonly CSharpCompilation compilation;

    public Meaning(IEnumerable<SourceFile> files) => compilation = CSharpCompilation.Create(
        "Tidy",
        files.Where(file => file.IsCSharp).Select(file => file.Root.SyntaxTree)
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, SourceFile.Options)),
        Assemblies.Value,
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true));

    /// <summary>Whether an expression is a task, so that its result or its end can be waited for.</summary>
    public bool IsTask(SyntaxNode expression)
    {
        var type = compilation.GetSemanticModel(expression.SyntaxTree).GetTypeInfo(expression).Type;
        return type is { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" };
    }
}
