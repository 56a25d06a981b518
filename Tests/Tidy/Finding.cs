namespace Instagram.Tests.Tidy;

/// <summary>One place that breaks a rule, and why the rule exists.</summary>
public sealed record Finding(string Path, int Line, string Reason)
{
    public override string ToString() => $"{Path}:{Line}: {Reason}";
}
