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
        uploads.MapPost("/{mediaId:id}/complete", Complete);
        uploads.MapGet("/{mediaId:id}", GetUpload);
    }

    [OpenToSuspended]
    private static async Task<Results<Created<UploadTicketResponse>, ProblemHttpResult>> Begin(
        UploadRequest request, Caller caller, Uploads uploads)
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
        if (!UploadLimits.ImageTypes.Contains(contentType))
        {
            return Problems.UnsupportedMedia("Pictures can be JPEG, PNG, WebP or HEIC.");
        }
        if (request.ByteSize > UploadLimits.ImageBytes)
        {
            return Problems.TooLarge("A picture may have at most 30 MB.");
        }
        var (mediaId, ticket) = await uploads.Begin(new BeginUpload(
            caller.UserId, contentType, request.ByteSize!.Value, request.Sha256?.ToLowerInvariant()));
        return TypedResults.Created(
            $"/api/v1/media/uploads/{mediaId}",
            new UploadTicketResponse(
                Ids.Text(mediaId),
                new UploadAddressResponse(ticket.Method, ticket.Url, ticket.Headers, ticket.ExpiresAt)));
    }

    [OpenToSuspended]
    private static async Task<Results<Accepted<UploadStatusResponse>, ProblemHttpResult>> Complete(
        long mediaId, Caller caller, Uploads uploads) =>
        await uploads.Complete(caller.UserId, mediaId) switch
        {
            CompleteResult.Missing => Problems.NotFound(),
            CompleteResult.NotUploaded => Problems.Conflict("Nothing was uploaded yet."),
            _ => await uploads.Find(caller.UserId, mediaId) is { } upload
                ? TypedResults.Accepted(
                    $"/api/v1/media/uploads/{mediaId}",
                    new UploadStatusResponse(Ids.Text(mediaId), UploadResponse.StatusText(upload.Status)))
                : Problems.NotFound(),
        };

    private static async Task<Results<Ok<UploadResponse>, ProblemHttpResult>> GetUpload(
        long mediaId, Caller caller, Uploads uploads) =>
        await uploads.Find(caller.UserId, mediaId) is { } upload
            ? TypedResults.Ok(UploadResponse.Of(upload))
            : Problems.NotFound();

    [GeneratedRegex(@"\A[0-9a-fA-F]{64}\z")]
    private static partial Regex Sha256();
}
