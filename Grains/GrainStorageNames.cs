namespace Instagram.Grains;

/// <summary>Names of the grain storage providers that a silo registers.</summary>
public static class GrainStorageNames
{
    public const string Default = "grains";
}
