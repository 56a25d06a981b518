using System.IO.Compression;
using System.Text.Json;
using Instagram.ApiHost.Http;
using Instagram.ApiHost.Posts;
using Instagram.Grains.Leaving;
using Instagram.Grains.Policies;
using Instagram.Grains.Users;
using Instagram.Storage.Media;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.ApiHost.Leaving;

/// <summary>
/// Writes an account's archive to a stream as it reads it: no more than a page of rows and a buffer of a file is held.
/// Names inside are made of ids and known endings, never of what someone typed.
/// </summary>
internal sealed class ExportArchive(AccountExport export, long userId, JsonSerializerOptions json, DateTimeOffset now)
{
    private const string ReadMe =
        """
        This archive holds what this account has on the server, at the time of its making.

        profile.json     the profile, with the e-mail address
        posts.json       posts with captions, places, alt texts, times and counts; "file" names the original
        stories.json     stories that are live
        media/           photos and videos exactly as they were uploaded, and the profile picture
        comments.json    comments written, also under other people's posts
        likes.json       posts and comments liked
        saved.json       posts saved, as far as they can still be seen
        followers.json, following.json, blocks.json, mutes.json
                         people, as far as they can still be seen

        Ids are text. Times are in UTC. Passwords, sessions and other people's photos are not in it.

        """;

    private static readonly Dictionary<string, string> Endings = new()
    {
        ["image/jpeg"] = "jpg", ["image/png"] = "png", ["image/webp"] = "webp", ["image/heic"] = "heic",
        ["image/heif"] = "heif", ["video/mp4"] = "mp4", ["video/quicktime"] = "mov",
    };

    private readonly JsonSerializerOptions _json = new(json) { WriteIndented = true };

    /// <summary>False when the account was closed before the end: what was written is no whole archive.</summary>
    public async Task<bool> Write(Stream output, CancellationToken ct)
    {
        if (await export.Profile(userId) is not { } profile)
        {
            return false;
        }
        var heldBack = new HeldBackStream(output);
        await using (var archive = await ZipArchive.CreateAsync(
            heldBack, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            await WriteRows(archive, profile, ct);
            await WriteOriginals(archive, ct);
        }
        await heldBack.FlushAsync(ct);
        return await export.Continues(userId);
    }

    private async Task WriteRows(ZipArchive archive, UserView profile, CancellationToken ct)
    {
        await WriteText(archive, "README.txt", ReadMe, ct);
        await WriteProfile(archive, profile, ct);
        await WriteList(
            archive, "posts.json", export.Posts(userId, ct).Select(found => Post(found.Post, found.Media)), ct);
        await WriteJson(archive, "stories.json", (await export.Stories(userId, ct)).Select(found => new ExportedStory(
            Ids.Text(found.Story.Id), FileOf(found.Medium), found.Medium.DurationMs,
            SnowflakeIds.TimeOf(found.Story.Id), StoryLife.ExpiresAt(found.Story.Id))), ct);
        await WriteDeeds(archive, ct);
        await WritePeople(archive, ct);
    }

    private async Task WriteOriginals(ZipArchive archive, CancellationToken ct)
    {
        var inStories = (await export.Stories(userId, ct)).Select(found => found.Medium).ToAsyncEnumerable();
        var inPosts = export.Posts(userId, ct).SelectMany(found => found.Media);
        await foreach (var medium in inPosts.Concat(inStories))
        {
            if (!await export.Continues(userId))
            {
                return;
            }
            await WriteOriginal(archive, medium, ct);
        }
    }

    private async Task WriteProfile(ZipArchive archive, UserView profile, CancellationToken ct)
    {
        var card = profile.Card;
        var picture = card.AvatarMediaId is { } id ? await export.Medium(userId, id, ct) : null;
        await WriteJson(archive, "profile.json", new ExportedProfile(
            Ids.Text(card.Id), card.Username, card.DisplayName, profile.Bio, await export.Email(userId, ct),
            card.IsPrivate, card.IsVerified, profile.PostCount, profile.FollowerCount, profile.FollowingCount,
            picture is null ? null : FileOf(picture), profile.CreatedAt), ct);
        if (picture is not null)
        {
            await WriteOriginal(archive, picture, ct);
        }
    }

    private async Task WriteDeeds(ZipArchive archive, CancellationToken ct)
    {
        await WriteList(archive, "comments.json", export.Comments(userId, ct).Select(comment => new ExportedComment(
            Ids.Text(comment.Id), Ids.Text(comment.PostId), Ids.Text(comment.ReplyTo), comment.Text,
            SnowflakeIds.TimeOf(comment.Id))), ct);
        var likes = export.Likes(userId, ct).Select(like =>
            new ExportedLike(Ids.Text(like.PostId), null, SnowflakeIds.TimeOf(like.LikeId)));
        var commentLikes = export.CommentLikes(userId, ct).Select(commentId =>
            new ExportedLike(null, Ids.Text(commentId), null));
        await WriteList(archive, "likes.json", likes.Concat(commentLikes), ct);
        await WriteList(archive, "saved.json", export.Saved(userId, ct).Select(saved =>
            new ExportedSave(Ids.Text(saved.Post.Id), saved.Author.Username)), ct);
    }

    private async Task WritePeople(ZipArchive archive, CancellationToken ct)
    {
        (string Name, IAsyncEnumerable<UserCardView> People)[] lists =
        [
            ("followers.json", export.Followers(userId, ct)), ("following.json", export.Following(userId, ct)),
            ("blocks.json", export.Blocked(userId, ct)), ("mutes.json", export.Muted(userId, ct)),
        ];
        foreach (var (name, people) in lists)
        {
            await WriteList(archive, name, people.Select(person =>
                new ExportedPerson(Ids.Text(person.Id), person.Username, person.DisplayName)), ct);
        }
    }

    /// <summary>As it is: pictures and videos are compressed already.</summary>
    private async Task WriteOriginal(ZipArchive archive, MediaRow medium, CancellationToken ct)
    {
        if (await export.Original(medium, ct) is not { } original)
        {
            return;
        }
        await using (original)
        {
            var entry = archive.CreateEntry(FileOf(medium)!, CompressionLevel.NoCompression);
            entry.LastWriteTime = SnowflakeIds.TimeOf(medium.Id);
            await using var content = await entry.OpenAsync(ct);
            await original.CopyToAsync(content, ct);
        }
    }

    private async Task WriteText(ZipArchive archive, string name, string text, CancellationToken ct)
    {
        await using var content = await Open(archive, name, ct);
        await using var writer = new StreamWriter(content);
        await writer.WriteAsync(text.AsMemory(), ct);
    }

    private async Task WriteJson<T>(ZipArchive archive, string name, T value, CancellationToken ct)
    {
        await using var content = await Open(archive, name, ct);
        await JsonSerializer.SerializeAsync(content, value, _json, ct);
    }

    private Task WriteList<T>(ZipArchive archive, string name, IAsyncEnumerable<T> all, CancellationToken ct) =>
        WriteJson(archive, name, all, ct);

    private async Task<Stream> Open(ZipArchive archive, string name, CancellationToken ct)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = now;
        return await entry.OpenAsync(ct);
    }

    private static ExportedPost Post(PostRow post, IReadOnlyList<MediaRow> media) => new(
        Ids.Text(post.Id), PostResponse.StatusText((Grains.Posts.PostStatus)post.Status), post.Caption, post.Hashtags,
        post.Place is { } place ? new LocationResponse(Ids.Text(place.Id), place.Name, place.Lat, place.Lng) : null,
        [
            .. media.Select(medium => new ExportedMedium(
                Ids.Text(medium.Id), medium.Kind == MediaRowKind.Video ? "video" : "image", FileOf(medium),
                medium.Width, medium.Height, medium.DurationMs,
                post.AltTexts[Array.IndexOf(post.MediaIds, medium.Id)])),
        ],
        post.Likes, post.Comments, SnowflakeIds.TimeOf(post.Id), post.EditedAt);

    private static string? FileOf(MediaRow medium) => medium.OriginalKey is null
        ? null
        : $"media/{Ids.Text(medium.Id)}.{Endings.GetValueOrDefault(medium.ContentType, "bin")}";
}
