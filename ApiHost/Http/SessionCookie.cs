namespace Instagram.ApiHost.Http;

/// <summary>
/// The cookie that lets an <c>&lt;img&gt;</c> show a picture that is not public. It opens pictures and nothing else, so
/// a request that another site makes the browser send can change nothing.
/// </summary>
internal static class SessionCookie
{
    private const string Name = "session";

    public static string? Get(HttpContext http) => http.Request.Cookies[Name];

    /// <summary>Lives as long as the access token that it carries.</summary>
    public static void Set(HttpContext http, string accessToken, TimeSpan lifetime) =>
        http.Response.Cookies.Append(Name, accessToken, Options(http, lifetime));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = "/",
        MaxAge = lifetime,
    };
}
