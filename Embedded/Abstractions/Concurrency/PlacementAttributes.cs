namespace Orleans.Placement;

/// <summary>Accepted for source compatibility: in one process every placement is the same.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute : Attribute;

[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomPlacementAttribute : Attribute;

[AttributeUsage(AttributeTargets.Class)]
public sealed class HashBasedPlacementAttribute : Attribute;
