using Instagram.Tests.Api;

namespace Instagram.Tests.Privacy;

/// <summary>Every route of the product. One that is missing here fails the matrix.</summary>
internal static class RouteTable
{
    private const string Api = "/api/v1";
    private const string Nothing = "123456789";

    public static readonly Row[] Rows =
    [
        .. Profiles(), .. Lists(), .. Posts(), .. Stories(), .. Search(), .. Verbs(), .. OwnAffairs(), .. Pages(),
    ];

    private static IEnumerable<Row> Profiles()
    {
        yield return User("GET", "", Sight.Profile) with { IsOpen = true };
        yield return new Target(
            $"GET {Api}/users/by-username/{{name}}", Sight.Profile,
            scene => $"{Api}/users/by-username/{scene.Author.Username}", $"{Api}/users/by-username/nobody.at.all")
        {
            IsOpen = true,
        };
        yield return User("GET", "/posts", Sight.Posts) with { IsOpen = true };
        yield return User("GET", "/followers", Sight.Posts);
        yield return User("GET", "/following", Sight.Posts);
        foreach (var place in new[] { "", Api })
        {
            foreach (var method in new[] { "GET", "HEAD" })
            {
                var route = $"{method} {place}/media/{{mediaId:id}}/{{variant}}";
                yield return Picture(route, Sight.Profile, scene => $"{place}/media/{scene.Avatar}/thumbnail", place);
                yield return Picture(
                    route, Sight.Posts, scene => $"{place}/media/{scene.Post.Media[0].Id}/large", place);
                yield return Picture(
                    route, Sight.Posts, scene => $"{place}/media/{scene.Story.Media.Id}/large", place) with
                {
                    HidesFromAnonymous = true,
                };
            }
        }
    }

    private static IEnumerable<Row> Lists()
    {
        yield return List("/feed") with
        {
            Shows = (scene, onlooker) => onlooker is Onlooker.Follower or Onlooker.Author
                || (onlooker is Onlooker.Requested && scene.State == AuthorState.PublicAgain),
        };
        yield return List("/follow-requests");
        yield return List("/users/me/saved");
        yield return List("/users/me/blocks") with { MayNameBlocked = true };
        yield return List("/users/me/mutes");
        yield return List("/notifications");
        yield return List("/explore") with
        {
            Shows = (scene, onlooker) => onlooker == Onlooker.Stranger && scene.SightOf(onlooker) == Sight.Posts,
        };
        yield return List("/trending/hashtags");
    }

    private static IEnumerable<Row> Posts()
    {
        yield return Post("GET", "") with { IsOpen = true };
        yield return Post("GET", "/comments") with { IsOpen = true };
        yield return Post("GET", "/likes");
        yield return Post("POST", "/like") with { Seen = 204 };
        yield return Post("DELETE", "/like") with { Seen = 204 };
        yield return Post("POST", "/save") with { Seen = 204, IsOpenToSuspended = true };
        yield return Post("DELETE", "/save") with { Seen = 204 };
        yield return Post("POST", "/comments") with { Seen = 0, Body = (_, _) => new { text = "hello" } };
        yield return Post("PATCH", "") with { Seen = 403, OwnSeen = 200, Body = (_, _) => new { } };
        yield return Post("DELETE", "") with { Seen = 403, OwnSeen = 0 };
        yield return Comment("DELETE", "") with { Seen = 403, OwnSeen = 0 };
        yield return Comment("POST", "/like") with { Seen = 204 };
        yield return Comment("DELETE", "/like") with { Seen = 204 };
    }

    private static IEnumerable<Row> Stories()
    {
        yield return User("GET", "/stories", Sight.Posts);
        yield return List("/stories/feed") with
        {
            Shows = (_, onlooker) => onlooker is Onlooker.Follower or Onlooker.Author, Trace = scene => scene.Story.Id,
        };
        yield return Story("POST", "/seen") with { Seen = 204 };
        yield return Story("GET", "/viewers") with { Seen = 404, OwnSeen = 200 };
        yield return Story("GET", "/replies") with { Seen = 404, OwnSeen = 200 };
        yield return Story("POST", "/reply") with { Seen = 204, OwnSeen = 400, Body = (_, _) => new { text = "hi" } };
        yield return Story("DELETE", "") with { Seen = 403, OwnSeen = 0 };
        yield return Named("POST", "/stories", id => new { mediaId = id }) with { OwnSeen = 409 };
    }

    /// <summary>Pages of a hashtag and a place know only what anyone may see: also a follower finds none.</summary>
    private static IEnumerable<Row> Search()
    {
        yield return new Listing($"GET {Api}/search", scene => $"{Api}/search?type=users&q={scene.Author.Username}");
        yield return new Listing($"GET {Api}/search", scene => $"{Api}/search?type=hashtags&q={scene.Word}");
        yield return new Listing($"GET {Api}/search", scene => $"{Api}/search?type=places&q={scene.Word}");
        yield return new Listing($"GET {Api}/search", _ => $"{Api}/search?type=places&limit=100&near=12.5,45.25");
        yield return new Listing($"GET {Api}/search", scene => $"{Api}/search?type=posts&q={scene.Word}")
        {
            Shows = (scene, onlooker) => scene.SightOf(onlooker) == Sight.Posts,
        };
        yield return new Target(
            $"GET {Api}/hashtags/{{tag}}/posts", Sight.Posts, scene => $"{Api}/hashtags/{scene.Word}/posts",
            $"{Api}/hashtags/nothing/posts")
        {
            Seen = 0,
        };
        yield return new Target(
            $"GET {Api}/places/{{id:id}}/posts", Sight.Posts, scene => $"{Api}/places/{scene.Post.Location!.Id}/posts",
            $"{Api}/places/{Nothing}/posts")
        {
            Seen = 0,
        };
    }

    /// <summary>They change who stands where, so only those are asked who must not get that far.</summary>
    private static IEnumerable<Row> Verbs()
    {
        foreach (var verb in new[] { "follow", "block", "mute" })
        {
            yield return User("POST", $"/{verb}", Sight.Profile) with
            {
                Seen = 0, IsOpenToSuspended = verb != "follow",
            };
            yield return User("DELETE", $"/{verb}", Sight.Profile) with { Seen = 0 };
        }
        yield return new Target(
            $"POST {Api}/follow-requests/{{userId:id}}/approve", Sight.Posts,
            scene => $"{Api}/follow-requests/{scene.Author.Id}/approve", $"{Api}/follow-requests/{Nothing}/approve")
        {
            Seen = 0,
        };
        yield return new Target(
            $"GET {Api}/media/uploads/{{mediaId:id}}", Sight.Posts,
            scene => $"{Api}/media/uploads/{scene.Post.Media[0].Id}", $"{Api}/media/uploads/{Nothing}")
        {
            Seen = 404, OwnSeen = 200,
        };
        yield return new Target(
            $"POST {Api}/media/uploads/{{mediaId:id}}/complete", Sight.Posts,
            scene => $"{Api}/media/uploads/{scene.Post.Media[0].Id}/complete",
            $"{Api}/media/uploads/{Nothing}/complete")
        {
            Seen = 404, OwnSeen = 202, IsOpenToSuspended = true,
        };
        yield return new Target(
            $"POST {Api}/media/uploads/{{mediaId:id}}/parts", Sight.Posts,
            scene => $"{Api}/media/uploads/{scene.Post.Media[0].Id}/parts", $"{Api}/media/uploads/{Nothing}/parts")
        {
            Seen = 404, OwnSeen = 409, IsOpenToSuspended = true,
        };
        yield return Named("POST", "/posts", id => new { mediaIds = new[] { id } }) with { OwnSeen = 0 };
        yield return Reported("post", Sight.Posts, scene => scene.Post.Id);
        yield return Reported("comment", Sight.Posts, scene => scene.Comment.Id);
        yield return Reported("story", Sight.Posts, scene => scene.Story.Id);
        yield return Reported("user", Sight.Profile, scene => scene.Author.Id);
        yield return Named("PUT", "/users/me/avatar", id => new { mediaId = id }) with { OwnSeen = 409 };
    }

    private static IEnumerable<Row> OwnAffairs()
    {
        foreach (var route in new[] { "POST /auth/signup", "POST /auth/login", "POST /auth/refresh" })
        {
            yield return Own(route, "it names an account by its secrets; sign-in tests compare unknown with wrong");
        }
        foreach (var route in new[]
        {
            "POST /auth/logout", "GET /auth/sessions", "DELETE /auth/sessions/{id:id}", "PUT /auth/password",
            "GET /users/me", "PATCH /users/me", "DELETE /users/me", "GET /users/me/export", "DELETE /users/me/avatar",
            "POST /media/uploads", "GET /users/me/moderation",
        })
        {
            yield return Own(route, "it is about the caller alone");
        }
        yield return Own("GET /notifications/unread-count", "it is a number, of which scenarios say what counts");
        yield return Own("POST /notifications/seen", "it names notices; a foreign and an unknown one are alike");
        yield return Own("GET /events", "it never ends; scenarios say what does not arrive");
        yield return Own("POST /follow-requests/{userId:id}/reject", "it is 204 for every id");
        yield return Own("DELETE /users/me/followers/{id:id}", "it is 204 for every id");
        yield return Own("POST /users/me/moderation/{id:id}/appeal", "it names decisions about the caller alone");
        foreach (var route in new[]
        {
            "GET /admin/reports", "GET /admin/moderation", "GET /admin/audit",
            "POST /admin/moderation/{id:id}/approve", "POST /admin/moderation/{id:id}/remove",
            "POST /admin/users/{id:id}/suspend", "POST /admin/users/{id:id}/restore",
        })
        {
            yield return Own(route, "to who is no moderator it is a route of nothing");
        }
        yield return new OwnAffair("PUT /objects/{**key}", "its address is signed, and it only takes bytes");
    }

    private static IEnumerable<Row> Pages() =>
        from page in EndpointCoverageTests.ClientPages.Concat(
            ["/health/live", "/health/ready", "/metrics", "/openapi/{documentName:regex(^v1$)}.json"])
        select new OwnAffair($"GET {page}", "it is the same for everyone and names nobody");

    private static Target User(string method, string rest, Sight needs) => new(
        $"{method} {Api}/users/{{id:id}}{rest}", needs, scene => $"{Api}/users/{scene.Author.Id}{rest}",
        $"{Api}/users/{Nothing}{rest}");

    private static Target Post(string method, string rest) => new(
        $"{method} {Api}/posts/{{id:id}}{rest}", Sight.Posts, scene => $"{Api}/posts/{scene.Post.Id}{rest}",
        $"{Api}/posts/{Nothing}{rest}");

    private static Target Comment(string method, string rest) => new(
        $"{method} {Api}/comments/{{id:id}}{rest}", Sight.Posts, scene => $"{Api}/comments/{scene.Comment.Id}{rest}",
        $"{Api}/comments/{Nothing}{rest}");

    private static Target Story(string method, string rest) => new(
        $"{method} {Api}/stories/{{id:id}}{rest}", Sight.Posts, scene => $"{Api}/stories/{scene.Story.Id}{rest}",
        $"{Api}/stories/{Nothing}{rest}");

    private static Target Picture(string route, Sight needs, Func<Scene, string> path, string place) => new(
        route, needs, path, $"{place}/media/{Nothing}/large")
    {
        IsOpen = true,
    };

    /// <summary>Names the author's picture in its body: it is nobody's but the author's.</summary>
    private static Target Named(string method, string path, Func<string, object> body) => new(
        $"{method} {Api}{path}", Sight.Posts, _ => $"{Api}{path}", $"{Api}{path}",
        (scene, real) => body(real ? scene.Post.Media[0].Id : Nothing))
    {
        Seen = 404,
    };

    private static Target Reported(string kind, Sight needs, Func<Scene, string> id) => new(
        $"POST {Api}/reports", needs, _ => $"{Api}/reports", $"{Api}/reports",
        (scene, real) => new { kind, id = real ? id(scene) : Nothing, reason = "seen" })
    {
        Seen = 202, OwnSeen = 400,
    };

    private static Listing List(string path) => new($"GET {Api}{path}", _ => $"{Api}{path}");

    private static OwnAffair Own(string route, string because)
    {
        var parts = route.Split(' ', 2);
        return new OwnAffair($"{parts[0]} {Api}{parts[1]}", because);
    }
}
