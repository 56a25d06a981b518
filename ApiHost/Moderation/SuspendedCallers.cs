using Instagram.ApiHost.Http;
using Instagram.Grains.Users;

namespace Instagram.ApiHost.Moderation;

/// <summary>
/// A suspended account reads, takes back, appeals and leaves, but adds nothing that would reach others. What is new in
/// the API is refused until its handler says that it is harmless.
/// </summary>
internal sealed class SuspendedCallers(RequestDelegate next, Sight sight)
{
    private const string Sentence = "Your account is suspended. You can read why, and appeal, under Settings.";

    public async Task InvokeAsync(HttpContext http)
    {
        if (Adds(http.Request.Method)
            && http.GetEndpoint()?.Metadata is { } metadata
            && metadata.GetMetadata<TokenRequired>() is not null
            && metadata.GetMetadata<OpenToSuspendedAttribute>() is null
            && Caller.Of(http) is { IsAnonymous: false, UserId: var userId }
            && await sight.IsSuspended(userId))
        {
            await Problems.Forbidden(Sentence).ExecuteAsync(http);
            return;
        }
        await next(http);
    }

    private static bool Adds(string method) =>
        HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method);
}
