using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Instagram.Embedded.Generator;

/// <summary>What a contract may contain: methods that can be sent as messages.</summary>
internal sealed class ContractRules(INamedTypeSymbol contract)
{
    private static readonly DiagnosticDescriptor Illegal = new(
        "GRAIN001", "Illegal grain contract", "{0}", "Grains", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public List<Fault> Faults { get; } = [];

    public IReadOnlyList<ContractMethod> Methods()
    {
        CheckContract();
        var methods = new List<ContractMethod>();
        foreach (var source in contract.AllInterfaces.Insert(0, contract))
        {
            foreach (var member in source.GetMembers().Where(member => !member.IsStatic && member.IsAbstract))
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
                {
                    if (Check(method))
                    {
                        methods.Add(Describe(method));
                    }
                }
                else if (member is IPropertySymbol or IEventSymbol)
                {
                    Add(member, $"{contract.Name}.{member.Name}: a grain contract has methods only");
                }
            }
        }

        return methods;
    }

    private void CheckContract()
    {
        if (contract.IsGenericType)
        {
            Add(contract, $"{contract.Name}: a grain contract can't be generic");
        }

        for (INamedTypeSymbol? type = contract; type is not null; type = type.ContainingType)
        {
            var isHidden = type.IsFileLocal || type.DeclaredAccessibility
                is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;
            if (isHidden || (type.IsGenericType && type != (object)contract))
            {
                Add(contract, $"{contract.Name}: a proxy can only see it if it and its outer types are internal");
                return;
            }
        }
    }

    private bool Check(IMethodSymbol method)
    {
        var before = Faults.Count;
        var name = $"{contract.Name}.{method.Name}";
        if (method.IsGenericMethod)
        {
            Add(method, $"{name}: a method of a grain contract can't be generic");
        }

        if (method.Parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType))
        {
            Add(method, $"{name}: an argument of a message can't be ref, in, out or a ref struct");
        }

        if (GrainContracts.AnswerOf(method) == AnswerKind.Illegal
            || (method.ReturnsVoid && !GrainContracts.IsObserver(contract)))
        {
            Add(method, $"{name} must return Task, Task<T>, ValueTask or ValueTask<T>, "
                + $"as the answer comes later; it returns {method.ReturnType.ToDisplayString()}");
        }

        if (GrainContracts.Has(method, "OneWayAttribute") && GrainContracts.AnswerOf(method) == AnswerKind.Value)
        {
            Add(method, $"{name} is [OneWay] and can't answer with a value");
        }

        return Faults.Count == before;
    }

    private ContractMethod Describe(IMethodSymbol method)
    {
        var traits = (GrainContracts.Has(method, "ReadOnlyAttribute") ? 1 : 0)
            | (GrainContracts.Has(method, "AlwaysInterleaveAttribute") ? 2 : 0)
            | (GrainContracts.Has(method, "OneWayAttribute") || method.ReturnsVoid ? 4 : 0);
        return new ContractMethod(method, GrainContracts.AnswerOf(method), traits, Timeout(method));
    }

    private double Timeout(IMethodSymbol method)
    {
        var text = GrainContracts.Argument(method, "ResponseTimeoutAttribute")
            ?? GrainContracts.Argument(method.ContainingType, "ResponseTimeoutAttribute");
        if (text is null)
        {
            return 0;
        }

        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout) && timeout > TimeSpan.Zero)
        {
            return timeout.TotalSeconds;
        }

        Add(method, $"{contract.Name}.{method.Name}: '{text}' in [ResponseTimeout] is no time span above zero");
        return 0;
    }

    // A fault in an inherited method of another project has no place here; the contract stands for it.
    private void Add(ISymbol place, string what) =>
        Faults.Add(new Fault(Illegal, place.Locations.Any(location => location.IsInSource) ? place : contract, what));
}
