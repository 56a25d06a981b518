using Instagram.ApiHost.Http;
using Instagram.ApiHost.Posts;
using Instagram.ApiHost.Users;
using Instagram.Grains.Posts;
using Instagram.Grains.Search;
using Instagram.Storage.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using SearchResult = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Ok<
        Instagram.ApiHost.Http.ListResponse<Instagram.ApiHost.Users.UserCardResponse>>,
    Microsoft.AspNetCore.Http.HttpResults.Ok<
        Instagram.ApiHost.Http.ListResponse<Instagram.ApiHost.Search.HashtagResponse>>,
    Microsoft.AspNetCore.Http.HttpResults.Ok<
        Instagram.ApiHost.Http.ListResponse<Instagram.ApiHost.Search.PlaceResponse>>,
    Microsoft.AspNetCore.Http.HttpResults.Ok<
        Instagram.ApiHost.Http.ListResponse<Instagram.ApiHost.Posts.PostResponse>>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Instagram.ApiHost.Search;

internal static class SearchEndpoints
{
    public static void MapSearch(this RouteGroupBuilder api)
    {
        var search = api.MapGroup("").WithTags("Search");
        search.MapGet("/search", Search);
        search.MapGet("/hashtags/{tag}/posts", ListHashtag);
        search.MapGet("/places/{id:id}/posts", ListPlace);
    }

    private static Task<SearchResult> Search(
        [AsParameters] SearchRequest request, Paging paging, Caller caller, PeopleSearch people, TopicSearch topics,
        PostSearch posts, CancellationToken ct) => request.Type switch
        {
            "users" => FindPeople(request, paging, caller, people, ct),
            "hashtags" => FindHashtags(request, paging, caller, topics, ct),
            "places" => FindPlaces(request, paging, caller, topics, ct),
            "posts" => FindPosts(request, paging, caller, posts, ct),
            _ => Task.FromResult<SearchResult>(request.Check(new Checks())!),
        };

    private static async Task<SearchResult> FindPeople(
        SearchRequest request, Paging paging, Caller caller, PeopleSearch people, CancellationToken ct)
    {
        var (checks, scope) = (new Checks(), request.Scope(caller));
        var start = paging.Check(checks, scope, 3);
        if (start is not null and not [>= 0 and <= 2, >= 0 and <= int.MaxValue, >= 0])
        {
            FailCursor(checks);
        }
        if (request.Check(checks) is { } problem)
        {
            return problem;
        }
        var after = start is null ? PeopleSearch.Start : new PersonHit((int)start[0], (int)start[1], start[2]);
        var page = await people.Find(caller.UserId, request.Q!, after, paging.Limit, ct);
        return TypedResults.Ok(new ListResponse<UserCardResponse>(
            [.. page.People.Select(UserCardResponse.Of)],
            page.HasMore ? Cursor.Encode(scope, page.After.Rank, page.After.Followers, page.After.UserId) : null,
            page.HasMore));
    }

    private static async Task<SearchResult> FindHashtags(
        SearchRequest request, Paging paging, Caller caller, TopicSearch topics, CancellationToken ct)
    {
        var (checks, scope) = (new Checks(), request.Scope(caller));
        var offset = Offset(paging.Check(checks, scope), checks);
        if (request.Check(checks) is { } problem)
        {
            return problem;
        }
        var page = await topics.Hashtags(caller.UserId, request.Q!, offset, paging.Limit, ct);
        return TypedResults.Ok(List(scope, page, HashtagResponse.Of));
    }

    private static async Task<SearchResult> FindPlaces(
        SearchRequest request, Paging paging, Caller caller, TopicSearch topics, CancellationToken ct)
    {
        var (checks, scope) = (new Checks(), request.Scope(caller));
        var offset = Offset(paging.Check(checks, scope), checks);
        if (request.Check(checks) is { } problem)
        {
            return problem;
        }
        var page = await topics.Places(caller.UserId, request.Q, request.Spot(), offset, paging.Limit, ct);
        return TypedResults.Ok(List(scope, page, PlaceResponse.Of));
    }

    private static async Task<SearchResult> FindPosts(
        SearchRequest request, Paging paging, Caller caller, PostSearch posts, CancellationToken ct)
    {
        var (checks, scope) = (new Checks(), request.Scope(caller));
        var start = paging.Check(checks, scope, 2);
        if (request.Check(checks) is { } problem)
        {
            return problem;
        }
        var from = start is null ? PostSearch.Start : new PostPosition(start[0] != 0, start[1]);
        var page = await posts.Find(caller.UserId, request.Q!, from, paging.Limit, ct);
        return TypedResults.Ok(new ListResponse<PostResponse>(
            [.. page.Posts.Select(PostResponse.Of)],
            page.HasMore ? Cursor.Encode(scope, page.Next.Others ? 1 : 0, page.Next.Before) : null, page.HasMore));
    }

    private static Task<Results<Ok<ListResponse<PostResponse>>, ProblemHttpResult>> ListHashtag(
        string tag, Paging paging, Caller caller, TopicSearch topics, CancellationToken ct) =>
        ListPosts(paging, $"hashtag:{tag}", async before =>
            SearchRequest.IsTag(tag)
                ? await topics.WithHashtag(caller.UserId, tag, before, paging.Limit, ct)
                : null);

    private static Task<Results<Ok<ListResponse<PostResponse>>, ProblemHttpResult>> ListPlace(
        long id, Paging paging, Caller caller, TopicSearch topics, CancellationToken ct) =>
        ListPosts(paging, $"place:{id}", before => topics.AtPlace(caller.UserId, id, before, paging.Limit, ct));

    private static async Task<Results<Ok<ListResponse<PostResponse>>, ProblemHttpResult>> ListPosts(
        Paging paging, string scope, Func<long, Task<PostPage<long>?>> read)
    {
        var checks = new Checks();
        var start = paging.Check(checks, scope);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        return await read(start?[0] ?? long.MaxValue) is { } page
            ? TypedResults.Ok(PostResponse.List(scope, page))
            : Problems.NotFound();
    }

    private static ListResponse<TResponse> List<THit, TResponse>(
        string scope, CountedPage<THit> page, Func<THit, TResponse> response) => new(
        [.. page.Items.Select(response)], page.HasMore ? Cursor.Encode(scope, page.Offset) : null, page.HasMore);

    private static int Offset(long[]? cursor, Checks checks)
    {
        if (cursor is not null and not [>= 0 and <= TopicSearch.Deepest])
        {
            FailCursor(checks);
            return 0;
        }
        return (int?)cursor?[0] ?? 0;
    }

    /// <summary>A cursor is no secret, so what it holds may be made up.</summary>
    private static void FailCursor(Checks checks) => checks.Fail("cursor", "This is not a cursor of this list.");
}
