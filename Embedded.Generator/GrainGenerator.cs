using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Instagram.Embedded.Generator;

/// <summary>
/// Writes for each grain and observer contract of the compilation a proxy, a class for each method's request, and
/// their registration, so that a call needs no reflection.
/// </summary>
[Generator]
public sealed class GrainGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var contracts = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
            static (candidate, cancellation) => Generate(candidate, cancellation));
        context.RegisterSourceOutput(contracts, static (output, contract) =>
        {
            if (contract is null)
            {
                return;
            }

            foreach (var fault in contract.Faults)
            {
                output.ReportDiagnostic(fault.ToDiagnostic());
            }

            if (contract.Source is not null)
            {
                output.AddSource(contract.FileName, SourceText.From(contract.Source, Encoding.UTF8));
            }
        });
    }

    private static GeneratedContract? Generate(GeneratorSyntaxContext candidate, CancellationToken cancellation)
    {
        if (candidate.SemanticModel.GetDeclaredSymbol(candidate.Node, cancellation) is not INamedTypeSymbol contract
            || !GrainContracts.IsContract(contract)
            || contract.DeclaringSyntaxReferences.First().GetSyntax(cancellation) != candidate.Node)
        {
            return null;
        }

        var rules = new ContractRules(contract);
        var methods = rules.Methods();
        return new GeneratedContract(
            GrainContracts.FileName(contract),
            rules.Faults.Count == 0 ? new ProxyWriter(contract, methods).Write() : null,
            rules.Faults);
    }
}
