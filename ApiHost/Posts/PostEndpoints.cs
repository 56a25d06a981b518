using Instagram.ApiHost.Graph;
using Instagram.ApiHost.Http;
using Instagram.ApiHost.Media;
using Instagram.ApiHost.Users;
using Instagram.Grains.Explore;
using Instagram.Grains.Graph;
using Instagram.Grains.Likes;
using Instagram.Grains.Posts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Instagram.ApiHost.Posts;

internal static class PostEndpoints
{
    private const long MaxFormBytes = (UploadLimits.ImagesPerPost * UploadLimits.ImageBytes) + (1024 * 1024);

    public static void MapPosts(this RouteGroupBuilder api)
    {
        var posts = api.MapGroup("/posts").WithTags("Posts");
        posts.MapPost("", PostCreation.Create)
            .Accepts<CreatePostRequest>("application/json", "multipart/form-data")
            .WithMetadata(new RequestSizeLimitAttribute(MaxFormBytes))
            .DisableAntiforgery();
        posts.MapGet("/{id:id}", GetPost);
        posts.MapPatch("/{id:id}", PostEdit.Edit);
        posts.MapDelete("/{id:id}", DeletePost);
        posts.MapPost("/{id:id}/like", Like);
        posts.MapDelete("/{id:id}/like", Unlike);
        posts.MapGet("/{id:id}/likes", ListLikes);
    }

    [OpenToAnonymous]
    private static async Task<Results<Ok<PostResponse>, ProblemHttpResult>> GetPost(
        long id, Caller caller, PostReader posts, IGrainFactory grains, CancellationToken ct)
    {
        if (await posts.Find(caller.UserId, id, ct) is not { } post)
        {
            return Problems.NotFound();
        }
        if (!caller.IsAnonymous && post.Post.AuthorId != caller.UserId)
        {
            await grains.GetGrain<IExploreGrain>(caller.UserId).Engaged(id, ExploreAct.Opened);
        }
        return TypedResults.Ok(PostResponse.Of(post));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeletePost(
        long id, Caller caller, PostReader posts, IGrainFactory grains, CancellationToken ct)
    {
        if (await posts.Find(caller.UserId, id, ct) is not { } found)
        {
            return Problems.NotFound();
        }
        if (found.Post.AuthorId != caller.UserId)
        {
            return Problems.Forbidden("Only its author can delete a post.");
        }
        return await grains.GetGrain<IPostGrain>(id).Delete() ? TypedResults.NoContent() : Problems.NotFound();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Like(long id, Caller caller, PostLikes likes) =>
        await likes.Like(caller.UserId, id) switch
        {
            { IsThere: false } => Problems.NotFound(),
            { Wait: { } wait } => Problems.RateLimited(wait, "You have liked as often as one can in an hour."),
            _ => TypedResults.NoContent(),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> Unlike(
        long id, Caller caller, PostLikes likes) =>
        await likes.Unlike(caller.UserId, id) ? TypedResults.NoContent() : Problems.NotFound();

    private static Task<Results<Ok<ListResponse<UserCardResponse>>, ProblemHttpResult>> ListLikes(
        long id, Paging paging, Caller caller, PostReader posts, UserLists lists, CancellationToken ct) =>
        GraphEndpoints.List(
            paging, $"likes:{id}",
            async () => await posts.FindPublished(caller.UserId, id) is not null,
            before => lists.Likers(caller.UserId, id, before, paging.Limit, ct));
}
