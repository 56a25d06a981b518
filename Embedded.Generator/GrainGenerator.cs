using Microsoft.CodeAnalysis;

namespace Instagram.Embedded.Generator;

/// <summary>Writes a proxy for each grain and observer contract of the compilation.</summary>
[Generator]
public sealed class GrainGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
