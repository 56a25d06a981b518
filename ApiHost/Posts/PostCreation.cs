using Instagram.ApiHost.Http;
using Instagram.ApiHost.Media;
using Instagram.Grains.Budgets;
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
    public static async Task<PostResult> Create(
        HttpContext http, Caller caller, PostPublisher publisher, PublishLimiter limiter, Uploads uploads,
        ActionBudgets budgets, OncePerKey once, IOptions<JsonOptions> json)
    {
        var ct = http.RequestAborted;
        var options = json.Value.SerializerOptions;
        if (await PostInput.Read(http.Request, options, ct) is not { } input)
        {
            return Problems.Invalid("location", "This must be JSON with name, lat and lng.");
        }
        var checks = new Checks();
        var draft = input.Check(checks, caller.UserId);
        var key = OncePerKey.Check(checks, http);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (CheckFiles(input.Files) is { } refused)
        {
            return refused;
        }
        return await once.Run<PostResponse>(
            caller, key, () => input.Hash(options, ct), publisher.NewId(caller.UserId),
            postId => limiter.Run(() => Publish(postId), waiting: ct), ct);

        async Task<PostResult> Publish(long postId)
        {
            if (await budgets.Spend(caller.UserId, BudgetedAction.Post) is { } wait)
            {
                return Problems.RateLimited(wait, "You have posted as often as one can in an hour.");
            }
            var complete = input.Files.Count == 0
                ? draft!
                : draft! with { MediaIds = await Store(input.Files, caller.UserId, uploads, ct) };
            var (result, post) = await publisher.Publish(postId, complete, CancellationToken.None);
            return result switch
            {
                CreatePostResult.MediaMissing => Problems.NotFound(),
                CreatePostResult.MediaUnusable =>
                    Problems.Conflict("A picture was rejected, or is in another post or a story."),
                _ when post is null => Problems.NotFound(),
                _ => TypedResults.Created($"/api/v1/posts/{postId}", PostResponse.Of(post)),
            };
        }
    }

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
