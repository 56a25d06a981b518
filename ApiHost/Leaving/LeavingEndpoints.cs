using Instagram.ApiHost.Accounts;
using Instagram.ApiHost.Http;
using Instagram.Grains.Accounts;
using Instagram.Grains.Leaving;
using Instagram.Grains.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace Instagram.ApiHost.Leaving;

/// <summary>Taking one's things along, and closing one's account.</summary>
internal static class LeavingEndpoints
{
    private const int RetryExportAfterSeconds = 10;

    public static void MapLeaving(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/users/me").WithTags("Accounts");
        me.MapGet("/export", Export);
        me.MapDelete("", Close);
    }

    private static async Task<Results<EmptyHttpResult, ProblemHttpResult>> Export(
        Caller caller, AccountExport export, ExportSlots slots, IGrainFactory grains, IOptions<JsonOptions> json,
        IOptions<LeavingOptions> options, TimeProvider time, HttpContext http)
    {
        if (await grains.GetGrain<IUserGrain>(caller.UserId).GetCard() is not { } me)
        {
            return Problems.Unauthenticated();
        }
        if (!slots.TryEnter(caller.UserId))
        {
            return Problems.RateLimited(RetryExportAfterSeconds, "An export of this account is under way.");
        }
        try
        {
            HoldToPace(http, options.Value);
            http.Response.ContentType = "application/zip";
            http.Response.Headers.CacheControl = "private, no-store";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"instagram-{me.Username}.zip\"";
            var archive = new ExportArchive(
                export, caller.UserId, json.Value.SerializerOptions, time.GetUtcNow());
            if (!await archive.Write(http.Response.Body, http.RequestAborted))
            {
                http.Abort();
            }
            return TypedResults.Empty;
        }
        finally
        {
            slots.Leave(caller.UserId);
        }
    }

    /// <summary>A client that hardly reads would hold one of the few places for as long as it likes.</summary>
    private static void HoldToPace(HttpContext http, LeavingOptions options)
    {
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } pace)
        {
            pace.MinDataRate = new MinDataRate(
                options.ExportBytesPerSecond, TimeSpan.FromSeconds(options.ExportGraceSeconds));
        }
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> Close(
        [Microsoft.AspNetCore.Mvc.FromBody] CloseAccountRequest request, Caller caller, AccountClosing closing,
        LoginThrottle throttle, HttpContext http)
    {
        var checks = new Checks();
        var password = checks.Text("password", request.Password, 1, AccountEndpoints.MaxPassword);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (throttle.Attempt(Ids.Text(caller.UserId), ClientNetwork.Of(http)) is { } wait)
        {
            return Problems.RateLimited(wait, AccountEndpoints.TooManyAttempts);
        }
        if (!await closing.Close(caller.UserId, password, http.RequestAborted))
        {
            return Problems.Forbidden("The password is wrong.");
        }
        throttle.Succeeded(Ids.Text(caller.UserId), ClientNetwork.Of(http));
        SessionCookie.Clear(http);
        return TypedResults.Accepted((string?)null);
    }
}
