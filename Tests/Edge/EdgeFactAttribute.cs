namespace Instagram.Tests.Edge;

/// <summary>A fact about the product behind a real nginx; skipped, never passed, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EdgeFactAttribute : FactAttribute
{
    public EdgeFactAttribute()
    {
        if (!Nginx.IsInstalled)
        {
            Skip = "No nginx here; install Debian's nginx-light.";
        }
    }
}
