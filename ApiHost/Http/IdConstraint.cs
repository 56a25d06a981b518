namespace Instagram.ApiHost.Http;

/// <summary>
/// The route constraint <c>:id</c>. What is no id matches no route, so it is 404 like an id of nothing.
/// </summary>
internal sealed class IdConstraint : IRouteConstraint
{
    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values,
        RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && value is string text && Ids.TryParse(text, out _);
}
