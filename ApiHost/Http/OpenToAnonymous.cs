namespace Instagram.ApiHost.Http;

/// <summary>Marks a route of the API that answers without a token too; without the mark it is 401.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAnonymousAttribute : Attribute;
