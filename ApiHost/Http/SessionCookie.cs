namespace Instagram.ApiHost.Http;

/// <summary>
/// The cookie that lets an <c>&lt;img&gt;</c> show a picture that is not public. It opens pictures and nothing else, so a
/// request that another site makes the browser send can change nothing.
/// </summary>
internal static class SessionCookie
{
    private const string Name = "session";

    public static string? Get(HttpContext http) => http.Request.Cookies[Name];

    public static void Set(HttpContext http, string accessToken) =>
        http.Response.Cookies.Append(Name, accessToken, Options(http));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http));

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = "/",
    };
}
