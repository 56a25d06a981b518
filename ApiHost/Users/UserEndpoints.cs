using Instagram.ApiHost.Http;
using Instagram.ApiHost.Posts;
using Instagram.Grains.Accounts;
using Instagram.Grains.Feed;
using Instagram.Grains.Graph;
using Instagram.Grains.Media;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Users;

internal static class UserEndpoints
{
    public static void MapUsers(this RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        users.MapGet("/me", GetMe);
        users.MapPatch("/me", UpdateMe);
        users.MapPut("/me/avatar", SetAvatar);
        users.MapDelete("/me/avatar", RemoveAvatar);
        users.MapGet("/{id:id}", GetUser);
        users.MapGet("/by-username/{name}", GetByUsername);
        users.MapGet("/{id:id}/posts", GetPosts);
    }

    private static Task<Results<Ok<UserResponse>, ProblemHttpResult>> GetMe(
        Caller caller, UserReader users, CancellationToken ct) => Show(caller.UserId, caller.UserId, users, ct);

    private static async Task<Results<Ok<UserResponse>, ProblemHttpResult>> UpdateMe(
        ProfileRequest request, Caller caller, SocialGraph graph, UserReader users, CancellationToken ct)
    {
        var checks = new Checks();
        var displayName = request.DisplayName is null
            ? null
            : checks.Text("displayName", request.DisplayName.Trim(), 1, ProfileLimits.DisplayName);
        var bio = checks.OptionalText("bio", request.Bio, ProfileLimits.Bio);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        await graph.UpdateProfile(caller.UserId, new ProfileChange(displayName, bio, request.IsPrivate));
        return await Show(caller.UserId, caller.UserId, users, ct);
    }

    private static async Task<Results<Ok<UserResponse>, ProblemHttpResult>> SetAvatar(
        AvatarRequest request, Caller caller, Uploads uploads, IGrainFactory grains, UserReader users,
        CancellationToken ct)
    {
        if (string.IsNullOrEmpty(request.MediaId))
        {
            return Problems.Invalid("mediaId", "This is missing.");
        }
        if (!Ids.TryParse(request.MediaId, out var mediaId)
            || await uploads.Find(caller.UserId, mediaId, ct) is null)
        {
            return Problems.NotFound();
        }
        if (!await grains.GetGrain<IUserGrain>(caller.UserId).SetAvatar(mediaId))
        {
            return Problems.Conflict("The picture is not ready, or belongs to a post or a story.");
        }
        return await Show(caller.UserId, caller.UserId, users, ct);
    }

    private static async Task<NoContent> RemoveAvatar(Caller caller, IGrainFactory grains)
    {
        await grains.GetGrain<IUserGrain>(caller.UserId).SetAvatar(null);
        return TypedResults.NoContent();
    }

    [OpenToAnonymous]
    private static Task<Results<Ok<UserResponse>, ProblemHttpResult>> GetUser(
        long id, Caller caller, UserReader users, CancellationToken ct) => Show(caller.UserId, id, users, ct);

    [OpenToAnonymous]
    private static async Task<Results<Ok<UserResponse>, ProblemHttpResult>> GetByUsername(
        string name, Caller caller, AccountService accounts, UserReader users, CancellationToken ct) =>
        Checks.IsStorable(name) && await accounts.FindByUsername(name, ct) is { } id
            ? await Show(caller.UserId, id, users, ct)
            : Problems.NotFound();

    [OpenToAnonymous]
    private static async Task<Results<Ok<ListResponse<PostResponse>>, ProblemHttpResult>> GetPosts(
        long id, Paging paging, Caller caller, Sight sight, PostReader posts, IGrainFactory grains,
        CancellationToken ct)
    {
        var checks = new Checks();
        var scope = $"posts:{id}";
        var start = paging.Check(checks, scope);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (!await sight.MaySeePosts(caller.UserId, id))
        {
            return Problems.NotFound();
        }
        if (!caller.IsAnonymous && caller.UserId != id)
        {
            await grains.GetGrain<IFeedGrain>(caller.UserId).Engaged(id, Engagement.ProfileView);
        }
        return TypedResults.Ok(PostResponse.List(
            scope, await posts.ReadByAuthor(caller.UserId, id, start?[0] ?? long.MaxValue, paging.Limit, ct)));
    }

    internal static UserResponse Response(UserForViewer found, bool isAnonymous = false) => UserResponse.Of(
        found.User,
        isAnonymous
            ? null
            : new UserViewerResponse(
                found.Follows, found.Requested, found.FollowedBy, found.Blocks, found.Mutes));

    private static async Task<Results<Ok<UserResponse>, ProblemHttpResult>> Show(
        long viewerId, long userId, UserReader users, CancellationToken ct) =>
        await users.Find(viewerId, userId, ct) is { } found
            ? TypedResults.Ok(Response(found, viewerId == 0))
            : Problems.NotFound();
}
