namespace Instagram.Tests.Security;

/// <summary>Every route that takes an id, in its path or its body. One that is missing here fails the test.</summary>
internal static class ForeignIds
{
    private const string Api = "/api/v1";

    public static readonly ForeignId[] Rows =
    [
        .. Sessions(), .. Graph(), .. Media(), .. Posts(), .. Stories(), .. Bodies(), .. Moderation(), .. Onlookers(),
    ];

    /// <summary>Routes whose ids are in the body or the address of an upload.</summary>
    public static readonly string[] WithoutIdInPath =
    [
        $"PUT {Api}/users/me/avatar", $"POST {Api}/posts", $"POST {Api}/stories", $"POST {Api}/notifications/seen",
        $"POST {Api}/reports", "PUT /objects/{**key}",
    ];

    public static string Path(this StoryShape story, string rest) => $"{Api}/stories/{story.Id}/{rest}";

    private static IEnumerable<ForeignId> Sessions()
    {
        yield return new OfOwner(
            $"DELETE {Api}/auth/sessions/{{id:id}}", 404, estate => $"{Api}/auth/sessions/{estate.Session}");
    }

    private static IEnumerable<ForeignId> Graph()
    {
        yield return new OfOwner(
            $"POST {Api}/follow-requests/{{userId:id}}/approve", 404,
            estate => $"{Api}/follow-requests/{estate.Asker.Id}/approve");
        yield return new OfOwner(
            $"POST {Api}/follow-requests/{{userId:id}}/reject", 204,
            estate => $"{Api}/follow-requests/{estate.Asker.Id}/reject");
        yield return new OfOwner(
            $"DELETE {Api}/users/me/followers/{{id:id}}", 204,
            estate => $"{Api}/users/me/followers/{estate.Follower.Id}");
    }

    private static IEnumerable<ForeignId> Media()
    {
        const string Upload = "/media/uploads/{mediaId:id}";
        yield return new OfOwner($"GET {Api}{Upload}", 404, estate => $"{Api}/media/uploads/{estate.Ready}");
        yield return new OfOwner(
            $"POST {Api}{Upload}/complete", 404, estate => $"{Api}/media/uploads/{estate.Pending}/complete");
        yield return new OfOwner(
            $"POST {Api}{Upload}/parts", 404, estate => $"{Api}/media/uploads/{estate.Pending}/parts");
        foreach (var place in new[] { "", Api })
        {
            foreach (var method in new[] { "GET", "HEAD" })
            {
                yield return new OfOwner(
                    $"{method} {place}/media/{{mediaId:id}}/{{variant}}", 404,
                    estate => $"{place}/media/{estate.Ready}/large");
            }
        }
        yield return new OfOwner(
            "PUT /objects/{**key}", 403, estate => $"/objects/uploads/{estate.Pending}", _ => new { });
    }

    private static IEnumerable<ForeignId> Posts()
    {
        yield return new OfOwner(
            $"PATCH {Api}/posts/{{id:id}}", 403, estate => estate.Post.Path(), _ => new { caption = "hers" });
        yield return new OfOwner($"DELETE {Api}/posts/{{id:id}}", 403, estate => estate.Post.Path());
        yield return new OfOwner($"DELETE {Api}/comments/{{id:id}}", 403, estate => estate.Comment.Path());
    }

    private static IEnumerable<ForeignId> Stories()
    {
        yield return new OfOwner($"DELETE {Api}/stories/{{id:id}}", 403, estate => $"{Api}/stories/{estate.Story.Id}");
        yield return new OfOwner(
            $"GET {Api}/stories/{{id:id}}/viewers", 404, estate => estate.Story.Path("viewers"));
        yield return new OfOwner(
            $"GET {Api}/stories/{{id:id}}/replies", 404, estate => estate.Story.Path("replies"));
    }

    private static IEnumerable<ForeignId> Bodies()
    {
        yield return new OfOwner(
            $"PUT {Api}/users/me/avatar", 404, _ => $"{Api}/users/me/avatar", estate => new { mediaId = estate.Ready });
        yield return new OfOwner(
            $"POST {Api}/posts", 404, _ => $"{Api}/posts", estate => new { mediaIds = new[] { estate.Ready } });
        yield return new OfOwner(
            $"POST {Api}/posts", 404, _ => $"{Api}/posts",
            estate => new { mediaIds = new[] { estate.Post.Media[0].Id } });
        yield return new OfOwner(
            $"POST {Api}/stories", 404, _ => $"{Api}/stories", estate => new { mediaId = estate.Ready });
        yield return new OfOwner(
            $"POST {Api}/notifications/seen", 404, _ => $"{Api}/notifications/seen",
            estate => new { upTo = estate.Notice.Id });
    }

    private static IEnumerable<ForeignId> Moderation()
    {
        yield return new OfOwner(
            $"POST {Api}/users/me/moderation/{{id:id}}/appeal", 404,
            estate => $"{Api}/users/me/moderation/{estate.Decision}/appeal", _ => new { text = "hers" });
        foreach (var verb in new[] { "approve", "remove" })
        {
            yield return new OfOwner(
                $"POST {Api}/admin/moderation/{{id:id}}/{verb}", 404,
                estate => $"{Api}/admin/moderation/{estate.Item}/{verb}");
        }
        foreach (var verb in new[] { "suspend", "restore" })
        {
            yield return new OfOwner(
                $"POST {Api}/admin/users/{{id:id}}/{verb}", 404,
                estate => $"{Api}/admin/users/{estate.Owner.Id}/{verb}");
        }
    }

    private static IEnumerable<ForeignId> Onlookers()
    {
        string[] routes =
        [
            "GET /users/{id:id}", "GET /users/{id:id}/posts", "GET /users/{id:id}/followers",
            "GET /users/{id:id}/following", "GET /users/{id:id}/stories", "POST /users/{id:id}/follow",
            "DELETE /users/{id:id}/follow", "POST /users/{id:id}/block", "DELETE /users/{id:id}/block",
            "POST /users/{id:id}/mute", "DELETE /users/{id:id}/mute", "GET /posts/{id:id}", "GET /posts/{id:id}/likes",
            "POST /posts/{id:id}/like", "DELETE /posts/{id:id}/like", "POST /posts/{id:id}/save",
            "DELETE /posts/{id:id}/save", "GET /posts/{id:id}/comments", "POST /posts/{id:id}/comments",
            "POST /comments/{id:id}/like", "DELETE /comments/{id:id}/like", "POST /stories/{id:id}/seen",
            "POST /stories/{id:id}/reply", "POST /reports",
        ];
        foreach (var route in routes)
        {
            var parts = route.Split(' ');
            yield return new OfOnlookers($"{parts[0]} {Api}{parts[1]}");
        }
        yield return new OfNobody($"GET {Api}/places/{{id:id}}/posts", "a place belongs to nobody");
    }
}
