using System.Text.RegularExpressions;
using Instagram.ApiHost.Http;
using Instagram.ApiHost.Moderation;
using Instagram.Grains.Media;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Media;

internal static partial class UploadEndpoints
{
    public static void MapUploads(this RouteGroupBuilder api)
    {
        var uploads = api.MapGroup("/media/uploads").WithTags("Media");
        uploads.MapPost("", Begin);
        uploads.MapPost("/{mediaId:id}/parts", GetParts);
        uploads.MapPost("/{mediaId:id}/complete", Complete);
        uploads.MapGet("/{mediaId:id}", GetUpload);
    }

    [OpenToSuspended]
    private static async Task<Results<Created<UploadTicketResponse>, ProblemHttpResult>> Begin(
        UploadRequest request, Caller caller, Uploads uploads, VideoProcessing videos)
    {
        var checks = new Checks();
        var contentType = checks.Text("contentType", request.ContentType, 1, 100).ToLowerInvariant();
        if (request.ByteSize is null or < 1)
        {
            checks.Fail("byteSize", "This must be the number of bytes to come.");
        }
        if (request.Sha256 is { } sha256 && !Sha256().IsMatch(sha256))
        {
            checks.Fail("sha256", "This must be 64 hex digits.");
        }
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (Refuse(contentType, request.ByteSize!.Value, videos) is { } refused)
        {
            return refused;
        }
        var (mediaId, ticket) = await uploads.Begin(new BeginUpload(
            caller.UserId, contentType, request.ByteSize.Value, request.Sha256?.ToLowerInvariant()));
        return TypedResults.Created(
            $"/api/v1/media/uploads/{mediaId}",
            new UploadTicketResponse(Ids.Text(mediaId), UploadAddressResponse.Of(ticket)));
    }

    private static ProblemHttpResult? Refuse(string contentType, long byteSize, VideoProcessing videos)
    {
        if (UploadLimits.ImageTypes.Contains(contentType))
        {
            return byteSize > UploadLimits.ImageBytes ? Problems.TooLarge("A picture may have at most 30 MB.") : null;
        }
        if (!UploadLimits.VideoTypes.Contains(contentType))
        {
            return Problems.UnsupportedMedia("Pictures can be JPEG, PNG, WebP or HEIC, videos MP4 or MOV.");
        }
        if (byteSize > UploadLimits.VideoBytes)
        {
            return Problems.TooLarge("A video may have at most 200 MB.");
        }
        return videos.Missing is null ? null : Problems.UnsupportedMedia("This server does not take videos.");
    }

    [OpenToSuspended]
    private static async Task<Results<Ok<PartsResponse>, ProblemHttpResult>> GetParts(
        long mediaId, Caller caller, Uploads uploads)
    {
        var parts = await uploads.Parts(caller.UserId, mediaId);
        return parts.Result switch
        {
            PartsResult.Missing => Problems.NotFound(),
            PartsResult.Over => Problems.Conflict("This upload is complete."),
            _ => TypedResults.Ok(PartsResponse.Of(parts)),
        };
    }

    [OpenToSuspended]
    private static async Task<Results<Accepted<UploadStatusResponse>, ProblemHttpResult>> Complete(
        long mediaId, Caller caller, Uploads uploads, CancellationToken ct) =>
        await uploads.Complete(caller.UserId, mediaId) switch
        {
            CompleteResult.Missing => Problems.NotFound(),
            CompleteResult.NotUploaded => Problems.Conflict("Nothing was uploaded yet, or not every part."),
            CompleteResult.OtherBytes => Problems.Conflict(
                "What was sent is not what was announced, by its size or checksum. It is dropped: send it again."),
            _ => await uploads.Find(caller.UserId, mediaId, ct) is { } upload
                ? TypedResults.Accepted(
                    $"/api/v1/media/uploads/{mediaId}",
                    new UploadStatusResponse(Ids.Text(mediaId), UploadResponse.StatusText(upload.Status)))
                : Problems.NotFound(),
        };

    private static async Task<Results<Ok<UploadResponse>, ProblemHttpResult>> GetUpload(
        long mediaId, Caller caller, Uploads uploads, CancellationToken ct) =>
        await uploads.Find(caller.UserId, mediaId, ct) is { } upload
            ? TypedResults.Ok(UploadResponse.Of(upload))
            : Problems.NotFound();

    [GeneratedRegex(@"\A[0-9a-fA-F]{64}\z")]
    private static partial Regex Sha256();
}
