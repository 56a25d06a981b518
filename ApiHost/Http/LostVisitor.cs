namespace Instagram.ApiHost.Http;

/// <summary>
/// A person whose browser asks for a page that is none: the web client comes, with the status still 404, and says so.
/// Programs, which do not ask for HTML, and every path that belongs to them keep the problem as their answer.
/// </summary>
internal static class LostVisitor
{
    private static readonly PathString[] ForPrograms =
        ["/api", "/admin", "/docs", "/edge", "/health", "/media", "/metrics", "/objects", "/openapi"];

    public static bool Is(HttpContext http) =>
        http.Response.StatusCode == StatusCodes.Status404NotFound
        && HttpMethods.IsGet(http.Request.Method)
        && http.GetEndpoint() is null
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !Array.Exists(ForPrograms, start => http.Request.Path.StartsWithSegments(start));

    public static Task Welcome(HttpContext http)
    {
        var root = http.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootPath;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.SendFileAsync(Path.Combine(root, "index.html"), http.RequestAborted);
    }
}
