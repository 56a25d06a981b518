namespace Instagram.ApiHost.Http;

/// <summary>
/// Marks the routes of the API: without a token they are 401, unless they are open to anonymous callers.
/// </summary>
internal sealed class TokenRequired
{
    public static readonly TokenRequired Instance = new();
}
