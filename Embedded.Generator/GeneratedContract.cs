using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Instagram.Embedded.Generator;

/// <summary>The outcome for one contract. Compared by value, so that unchanged contracts cost nothing.</summary>
internal sealed class GeneratedContract(string fileName, string? source, IReadOnlyList<Fault> faults)
    : IEquatable<GeneratedContract>
{
    public string FileName { get; } = fileName;

    public string? Source { get; } = source;

    public IReadOnlyList<Fault> Faults { get; } = faults;

    public bool Equals(GeneratedContract? other) =>
        other is not null && FileName == other.FileName && Source == other.Source && Faults.SequenceEqual(other.Faults);

    public override bool Equals(object? obj) => Equals(obj as GeneratedContract);

    public override int GetHashCode() => FileName.GetHashCode() ^ (Source?.GetHashCode() ?? 0);
}

/// <summary>Something a contract may not do, and where.</summary>
internal sealed class Fault(DiagnosticDescriptor rule, ISymbol place, string what) : IEquatable<Fault>
{
    private readonly string path = place.Locations.FirstOrDefault()?.SourceTree?.FilePath ?? "";
    private readonly TextSpan span = place.Locations.FirstOrDefault()?.SourceSpan ?? default;
    private readonly LinePositionSpan lines = place.Locations.FirstOrDefault()?.GetLineSpan().Span ?? default;
    private readonly string what = what;

    public Diagnostic ToDiagnostic() => Diagnostic.Create(rule, Location.Create(path, span, lines), what);

    public bool Equals(Fault? other) =>
        other is not null && path == other.path && span == other.span && lines == other.lines && what == other.what;

    public override bool Equals(object? obj) => Equals(obj as Fault);

    public override int GetHashCode() => what.GetHashCode() ^ span.GetHashCode();
}
