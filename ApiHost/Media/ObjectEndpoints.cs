using Instagram.ApiHost.Http;
using Instagram.Storage.Objects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Instagram.ApiHost.Media;

/// <summary>
/// The disk object store's own door, where its presigned uploads arrive. The address is the permission: it names key,
/// type, size, checksum and end, or the part of an upload, and is signed. The limit here is that of the largest; what
/// is signed is checked before a byte is read.
/// </summary>
internal static class ObjectEndpoints
{
    /// <summary>With another store uploads go straight there.</summary>
    public static void MapObjects(this WebApplication app)
    {
        if (app.Services.GetService<DiskUploads>() is not null)
        {
            app.MapPut("/objects/{**key}", Receive)
                .WithMetadata(new RequestSizeLimitAttribute(UploadLimits.VideoBytes))
                .ExcludeFromDescription();
        }
    }

    private static async Task<Results<Ok, ProblemHttpResult>> Receive(string key, DiskUploads uploads, HttpContext http)
    {
        var request = http.Request;
        var outcome = Single("upload") is { } upload
            ? await uploads.ReceivePart(
                key, new PartQuery(upload, Single("part"), Single("expires"), Single("size"), Single("signature")),
                request.ContentLength, request.Body, http.RequestAborted)
            : await uploads.Receive(
                key,
                new PutQuery(
                    Single("expires"), Single("type"), Single("size"), Single("sha256"), Single("signature")),
                request.ContentType, request.ContentLength, request.Body, http.RequestAborted);
        return outcome switch
        {
            ReceiveOutcome.Stored or ReceiveOutcome.AlreadyThere => TypedResults.Ok(),
            ReceiveOutcome.BadSignature => Problems.Forbidden("This is not an upload address."),
            ReceiveOutcome.Expired => Problems.Forbidden("This upload address has expired. Ask for another."),
            ReceiveOutcome.WrongType => Problems.Invalid("Content-Type", "This is not the type that was announced."),
            ReceiveOutcome.WrongSize => Problems.Invalid("Content-Length", "This is not the size that was announced."),
            ReceiveOutcome.ChecksumMismatch => Problems.Invalid("sha256", "The bytes are not those announced."),
            ReceiveOutcome.UploadOver => Problems.Conflict("This upload is complete, or was given up."),
            _ => Problems.Busy(),
        };

        string? Single(string name) => request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
    }
}
