using System.Globalization;
using Instagram.ApiHost.Http;
using Microsoft.AspNetCore.Mvc;

namespace Instagram.ApiHost.Events;

internal static class EventEndpoints
{
    private const string LastEventId = "Last-Event-ID";

    public static void AddEvents(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<EventOptions>().BindConfiguration(EventOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<EventStreams>();
    }

    public static void MapEvents(this RouteGroupBuilder api) => api.MapGet("/events", Open).WithTags("Inbox")
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    private static async Task<IResult> Open(
        [FromHeader(Name = LastEventId)] string? lastEventId, Caller caller, EventStreams streams, HttpContext http)
    {
        long? last = null;
        if (!string.IsNullOrEmpty(lastEventId))
        {
            if (!long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var known))
            {
                return Problems.Invalid(LastEventId, "This is not the id of an event.");
            }
            last = known;
        }
        return await streams.Run(http, caller, last) ? Results.Empty : Problems.OfStatus(429);
    }
}
