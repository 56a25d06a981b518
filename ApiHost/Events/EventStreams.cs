using System.Collections.Concurrent;
using Instagram.ApiHost.Http;
using Instagram.Grains.Accounts;
using Instagram.Grains.Inbox;
using Instagram.Grains.Posts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Instagram.ApiHost.Events;

/// <summary>The open streams of this host: a bounded number for each account, all of which end with the host.</summary>
internal sealed partial class EventStreams(
    LiveEvents live, NoticeReader notices, PostReader posts, SessionCache sessions, IGrainFactory grains,
    IHostApplicationLifetime host, TimeProvider time, IOptions<EventOptions> options,
    IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, ILogger<EventStreams> logger)
{
    private readonly ConcurrentDictionary<long, int> _open = new();

    /// <summary>Until the stream has ended, for whatever reason; false when the account has too many.</summary>
    public async Task<bool> Run(HttpContext http, Caller caller, long? lastEventId)
    {
        if (_open.AddOrUpdate(caller.UserId, 1, (_, count) => count + 1) > options.Value.StreamsPerAccount)
        {
            Leave(caller.UserId);
            return false;
        }
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, host.ApplicationStopping);
        var stream = new EventStream(caller.UserId, options.Value.MaxWaiting);
        var observer = grains.CreateObjectReference<IInboxObserver>(stream);
        try
        {
            var missed = await live.Watch(caller.UserId, observer, lastEventId, ends.Token);
            var writer = new EventWriter(
                http.Response, caller.UserId, Math.Min(lastEventId ?? 0, missed.Now), notices, posts,
                json.Value.SerializerOptions);
            await Begin(http, ends.Token);
            await Follow(stream, observer, writer, missed, Authentication.Token(http).ToString(), ends.Token);
        }
        catch (Exception) when (ends.IsCancellationRequested)
        {
            // The client has gone, or the host goes.
        }
        catch (Exception failure) when (http.Response.HasStarted)
        {
            // The client comes again and gets what it has missed.
            LogBroken(logger, caller.UserId, failure);
        }
        finally
        {
            Leave(caller.UserId);
            await Forget(caller.UserId, observer);
            GC.KeepAlive(stream);
        }
        return true;
    }

    private static async Task Begin(HttpContext http, CancellationToken ct)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await http.Response.StartAsync(ct);
    }

    private async Task Follow(
        EventStream stream, IInboxObserver observer, EventWriter writer, MissedEvents missed, string token,
        CancellationToken ct)
    {
        await writer.Heartbeat(ct);
        await writer.Write(missed, ct);
        var (heardAt, renewedAt) = (time.GetUtcNow(), time.GetUtcNow());
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.CheckSeconds), time);
        var tick = timer.WaitForNextTickAsync(ct).AsTask();
        var happened = stream.Events.WaitToReadAsync(ct).AsTask();
        while (!stream.HasOverflowed)
        {
            await Task.WhenAny(tick, happened);
            ct.ThrowIfCancellationRequested();
            // Also between two events of a busy stream.
            if (await sessions.Find(token, ct) is null)
            {
                return;
            }
            while (stream.Events.TryRead(out var next))
            {
                await writer.Write(next, ct);
            }
            if (happened.IsCompleted)
            {
                happened = stream.Events.WaitToReadAsync(ct).AsTask();
            }
            if (!tick.IsCompleted)
            {
                continue;
            }
            await tick;
            tick = timer.WaitForNextTickAsync(ct).AsTask();
            var now = time.GetUtcNow();
            if (now - renewedAt >= TimeSpan.FromSeconds(options.Value.RenewSeconds))
            {
                renewedAt = now;
                await writer.Write(await live.Watch(stream.UserId, observer, writer.LastId, ct), ct);
            }
            if (now - heardAt >= TimeSpan.FromSeconds(options.Value.HeartbeatSeconds))
            {
                heardAt = now;
                await writer.Heartbeat(ct);
            }
        }
    }

    private async Task Forget(long userId, IInboxObserver observer)
    {
        try
        {
            await live.Leave(userId, observer);
        }
        catch (Exception failure)
        {
            // Its time runs out by itself.
            LogNotForgotten(logger, userId, failure);
        }
        grains.DeleteObjectReference<IInboxObserver>(observer);
    }

    private void Leave(long userId)
    {
        if (_open.AddOrUpdate(userId, 0, (_, count) => count - 1) <= 0)
        {
            _open.TryRemove(new KeyValuePair<long, int>(userId, 0));
        }
    }

    [LoggerMessage(LogLevel.Warning, "The stream of user {UserId} broke.")]
    private static partial void LogBroken(ILogger logger, long userId, Exception failure);

    [LoggerMessage(LogLevel.Debug, "The inbox of user {UserId} was not told that a stream ended.")]
    private static partial void LogNotForgotten(ILogger logger, long userId, Exception failure);
}
