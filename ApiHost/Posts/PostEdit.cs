using System.Text.Json.Serialization;
using Instagram.ApiHost.Http;
using Instagram.Grains.Posts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Posts;

/// <summary>PATCH /posts/{id}: what is absent stays.</summary>
internal static class PostEdit
{
    public static async Task<Results<Ok<PostResponse>, ProblemHttpResult>> Edit(
        long id, EditPostRequest request, Caller caller, PostReader posts, PostEditor editor, CancellationToken ct)
    {
        var checks = new Checks();
        var caption = checks.OptionalText("caption", request.Caption, PostInput.MaxCaption);
        var altTexts = request.AltTexts is { } texts ? PostInput.CheckAltTexts(checks, texts) : null;
        var place = PostInput.CheckPlace(checks, request.Location);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (await posts.Find(caller.UserId, id, ct) is not { } found)
        {
            return Problems.NotFound();
        }
        if (found.Post.AuthorId != caller.UserId)
        {
            return Problems.Forbidden("Only its author can change a post.");
        }
        if (altTexts?.Count > found.Post.Media.Length)
        {
            return Problems.Invalid("altTexts", "There are more texts than pictures.");
        }
        return await editor.Edit(
            caller.UserId, id, new PostRevision(caption, altTexts, request.ChangesLocation, place),
            CancellationToken.None) is { } edited
            ? TypedResults.Ok(PostResponse.Of(edited))
            : Problems.NotFound();
    }
}

/// <summary>
/// What to change of a post. An absent caption or list stays, and so does one that is null; a location that is null is
/// removed, because there is no empty one to send.
/// </summary>
public sealed record EditPostRequest(string? Caption, IReadOnlyList<string?>? AltTexts)
{
    public LocationRequest? Location
    {
        get;
        init
        {
            field = value;
            ChangesLocation = true;
        }
    }

    /// <summary>Whether the body named a location at all, also as null.</summary>
    [JsonIgnore]
    public bool ChangesLocation { get; private init; }
}
