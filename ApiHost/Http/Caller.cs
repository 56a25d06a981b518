using System.Reflection;
using Instagram.Grains.Accounts;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Who calls, bound into a handler's parameter. User 0 is nobody signed in, on the routes that allow it.
/// </summary>
public readonly record struct Caller(long UserId, long SessionId)
{
    public bool IsAnonymous => UserId == 0;

    public static ValueTask<Caller> BindAsync(HttpContext http, ParameterInfo parameter) =>
        ValueTask.FromResult(Of(http));

    public static Caller Of(HttpContext http) =>
        http.Features.Get<LiveSessionFeature>() is { Session: var session }
            ? new Caller(session.UserId, session.Id)
            : default;

    internal sealed record LiveSessionFeature(LiveSession Session);
}
