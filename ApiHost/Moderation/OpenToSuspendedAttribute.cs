namespace Instagram.ApiHost.Moderation;

/// <summary>Marks a handler that a suspended account may call although it writes: nobody else gets to see it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToSuspendedAttribute : Attribute;
