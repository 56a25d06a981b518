using System.Text.Json;
using Instagram.ApiHost.Http;
using Instagram.ApiHost.Media;
using Instagram.Grains.Idempotency;
using Instagram.Grains.Media;
using Instagram.Grains.Posts;
using Instagram.Media.Images;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using PostResult = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Created<Instagram.ApiHost.Posts.PostResponse>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Instagram.ApiHost.Posts;

/// <summary>POST /posts: read, check, store a form's pictures, publish, once per Idempotency-Key.</summary>
internal static class PostCreation
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKey = 64;

    public static async Task<PostResult> Create(
        HttpContext http, Caller caller, PostPublisher publisher, Uploads uploads, IdempotentRequests once,
        IOptions<JsonOptions> json)
    {
        var ct = http.RequestAborted;
        var options = json.Value.SerializerOptions;
        if (await PostInput.Read(http.Request, options, ct) is not { } input)
        {
            return Problems.Invalid("location", "This must be JSON with name, lat and lng.");
        }
        var checks = new Checks();
        var draft = input.Check(checks, caller.UserId);
        var key = http.Request.Headers[KeyHeader].ToString();
        if (key.Length > MaxKey || key.Any(letter => letter is < '!' or > '~'))
        {
            checks.Fail(KeyHeader, $"This may have at most {MaxKey} printable characters.");
        }
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (CheckFiles(input.Files) is { } refused)
        {
            return refused;
        }
        var newId = publisher.NewId(caller.UserId);
        if (key.Length == 0)
        {
            return await Publish(newId);
        }
        return await once.Once<PostResult>(
            caller.UserId, key, await input.Hash(options, ct), newId,
            async postId =>
            {
                var result = await Publish(postId);
                var kept = result.Result is Created<PostResponse> created
                    ? JsonSerializer.Serialize(created.Value, options)
                    : null;
                return (result, kept);
            },
            kept => Created(JsonSerializer.Deserialize<PostResponse>(kept, options)!), ct)
            ?? Problems.Conflict("This Idempotency-Key came before with another body.");

        async Task<PostResult> Publish(long postId)
        {
            var complete = input.Files.Count == 0
                ? draft!
                : draft! with { MediaIds = await Store(input.Files, caller.UserId, uploads, ct) };
            var (result, post) = await publisher.Publish(postId, complete, CancellationToken.None);
            return result switch
            {
                CreatePostResult.MediaMissing => Problems.NotFound(),
                CreatePostResult.MediaUnusable => Problems.Conflict("A picture was rejected, or is in another post."),
                _ => Created(PostResponse.Of(post!)),
            };
        }
    }

    private static Created<PostResponse> Created(PostResponse post) =>
        TypedResults.Created($"/api/v1/posts/{post.Id}", post);

    /// <summary>
    /// A picture is one that says so or looks like one; whether it can be read is found out when it is processed.
    /// </summary>
    private static ProblemHttpResult? CheckFiles(IReadOnlyList<IFormFile> files)
    {
        foreach (var file in files)
        {
            if (file.Length > UploadLimits.ImageBytes)
            {
                return Problems.TooLarge("A picture may have at most 30 MB.");
            }
            if (file.Length == 0)
            {
                return Problems.Invalid("image", "The file is empty.");
            }
            if (!UploadLimits.ImageTypes.Contains(file.ContentType ?? "") && Detect(file) is null)
            {
                return Problems.UnsupportedMedia("Pictures can be JPEG, PNG, WebP or HEIC.");
            }
        }
        return null;
    }

    private static string? Detect(IFormFile file)
    {
        using var content = file.OpenReadStream();
        Span<byte> start = stackalloc byte[64];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return ImageFormats.Detect(start[..read]) is { } format ? format.ContentType() : null;
    }

    private static async Task<IReadOnlyList<long>> Store(
        IReadOnlyList<IFormFile> files, long ownerId, Uploads uploads, CancellationToken ct)
    {
        var mediaIds = new List<long>(files.Count);
        foreach (var file in files)
        {
            var bytes = new byte[file.Length];
            await using (var content = file.OpenReadStream())
            {
                await content.ReadExactlyAsync(bytes, ct);
            }
            mediaIds.Add(await uploads.Store(ownerId, Detect(file) ?? file.ContentType, bytes, ct));
        }
        return mediaIds;
    }
}
