using System.Text.Json;
using Instagram.ApiHost.Http;
using Instagram.ApiHost.Inbox;
using Instagram.ApiHost.Media;
using Instagram.Grains.Inbox;
using Instagram.Grains.Posts;

namespace Instagram.ApiHost.Events;

/// <summary>
/// Writes events to one client, each once and in the order of their ids. What an event is about is read when it is
/// written: what the client may not see at that moment is left out.
/// </summary>
internal sealed class EventWriter(
    HttpResponse response, long userId, long lastId, NoticeReader notices, PostReader posts, JsonSerializerOptions json)
{
    /// <summary>Everything up to this id is written or left out.</summary>
    public long LastId { get; private set; } = lastId;

    public async Task Write(MissedEvents missed, CancellationToken ct)
    {
        var since = LastId;
        foreach (var happened in missed.Events)
        {
            await Write(happened, since, ct);
        }
        LastId = Math.Max(LastId, missed.Now);
    }

    public Task Write(InboxEvent happened, CancellationToken ct) => Write(happened, LastId, ct);

    public async Task Heartbeat(CancellationToken ct)
    {
        await response.WriteAsync(":\n\n", ct);
        await response.Body.FlushAsync(ct);
    }

    /// <summary>A notice that has not grown <paramref name="since"/> for this reader is no news.</summary>
    private async Task Write(InboxEvent happened, long since, CancellationToken ct)
    {
        if (happened.Id <= LastId)
        {
            return;
        }
        switch (happened.Kind)
        {
            case InboxEventKind.Notice when await notices.Find(userId, happened.SubjectId, ct) is { } notice
                && notice.ChangedId > since:
                await Send(happened.Id, "notice", NoticeResponse.Of(notice), ct);
                break;
            case InboxEventKind.Feed when await posts.FindPublished(userId, happened.SubjectId) is { } post:
                await Send(
                    happened.Id, "feed", new FeedEvent(Ids.Text(happened.SubjectId), Ids.Text(post.AuthorId)), ct);
                break;
            case InboxEventKind.Upload when happened.Status is { } status:
                await Send(
                    happened.Id, "media",
                    new MediaEvent(Ids.Text(happened.SubjectId), UploadResponse.StatusText(status)), ct);
                break;
        }
        LastId = happened.Id;
    }

    private async Task Send<T>(long id, string name, T data, CancellationToken ct)
    {
        await response.WriteAsync(
            $"id: {Ids.Text(id)}\nevent: {name}\ndata: {JsonSerializer.Serialize(data, json)}\n\n", ct);
        await response.Body.FlushAsync(ct);
    }
}
