using Instagram.Tests.Api;

namespace Instagram.Tests.Privacy;

/// <summary>Every route of the product. One that is missing here fails the matrix.</summary>
internal static class RouteTable
{
    private const string Api = "/api/v1";
    private const string Nothing = "123456789";

    public static readonly Row[] Rows =
    [
        .. Profiles(), .. PictureRows.All(), .. Lists(), .. Elsewhere(), .. Posts(), .. Stories(), .. Search(),
        .. Verbs(), .. OfOthers(), .. OwnAffairs(), .. Pages(),
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
    }

    private static IEnumerable<Row> Lists()
    {
        yield return List("/feed") with
        {
            Shows = (scene, onlooker) => onlooker is Onlooker.Follower or Onlooker.Author
                || (onlooker is Onlooker.Requested && scene.State == AuthorState.PublicAgain),
        };
        yield return new Listing(
            $"GET {Api}/feed", (scene, onlooker) => Continued(scene, onlooker, past => past.Ranked));
        yield return new Listing(
            $"GET {Api}/feed", (scene, onlooker) => Continued(scene, onlooker, past => past.Latest));
        yield return List("/follow-requests");
        yield return List("/users/me/saved") with
        {
            Shows = (scene, onlooker) => scene.Pasts.ContainsKey(onlooker)
                && scene.SightOf(onlooker) == Sight.Posts,
        };
        yield return List("/users/me/blocks") with { MayNameBlocked = true };
        yield return List("/users/me/mutes");
        yield return List("/notifications?limit=100") with
        {
            Shows = (scene, onlooker) => onlooker == Onlooker.Follower, Trace = scene => scene.Author.Id,
        };
        yield return new Count($"GET {Api}/notifications/unread-count");
        yield return List("/explore?limit=100") with
        {
            Shows = (scene, onlooker) => onlooker == Onlooker.Stranger && scene.SightOf(onlooker) == Sight.Posts,
        };
        yield return List("/trending/hashtags");
    }

    /// <summary>What is somebody else's, and the author had a part in.</summary>
    private static IEnumerable<Row> Elsewhere()
    {
        yield return OfHost("posts/{id:id}", host => host.Own.Path()) with { IsOpen = true };
        yield return OfHost("posts/{id:id}/comments", host => $"{host.Own.Path()}/comments") with { IsOpen = true };
        yield return OfHost("posts/{id:id}/likes", host => $"{host.Own.Path()}/likes");
        yield return OfHost("users/{id:id}/posts", host => $"{host.Member.Path()}/posts") with { IsOpen = true };
        yield return OfHost("users/{id:id}/followers", host => $"{host.Member.Path()}/followers");
        yield return OfHost("users/{id:id}/following", host => $"{host.Member.Path()}/following");
        yield return OfOwn("posts/{id:id}", past => past.Own.Path());
        yield return OfOwn("posts/{id:id}/comments", past => $"{past.Own.Path()}/comments");
        yield return OfOwn("posts/{id:id}/likes", past => $"{past.Own.Path()}/likes");
        yield return OfOwn("users/{id:id}/followers", past => $"{past.Member.Path()}/followers");
        yield return OfOwn("users/{id:id}/following", past => $"{past.Member.Path()}/following");
        yield return OfOwn("stories/{id:id}/viewers", past => $"{past.OwnStory.Path()}/viewers");
        yield return OfOwn("stories/{id:id}/replies", past => $"{past.OwnStory.Path()}/replies");
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
        yield return new Listing(
            $"GET {Api}/search", (scene, _) => $"{Api}/search?type=users&q={scene.Author.Username}");
        yield return new Listing(
            $"GET {Api}/search", (scene, _) => $"{Api}/search?type=users&limit=100&q={scene.Author.Username[..8]}");
        yield return new Listing($"GET {Api}/search", (scene, _) => $"{Api}/search?type=hashtags&q={scene.Word}");
        yield return new Listing($"GET {Api}/search", (scene, _) => $"{Api}/search?type=places&q={scene.Word}");
        yield return new Listing($"GET {Api}/search", (_, _) => $"{Api}/search?type=places&limit=100&near=12.5,45.25");
        yield return new Listing($"GET {Api}/search", (scene, _) => $"{Api}/search?type=posts&q={scene.Word}")
        {
            Shows = (scene, onlooker) => scene.SightOf(onlooker) >= Sight.Posts,
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
            $"POST {Api}/follow-requests/{{userId:id}}/approve", Sight.Profile,
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

    /// <summary>
    /// What is the author's alone and named by an id, last because some of it parts people; and what is the
    /// moderators', for everyone else a route of nothing.
    /// </summary>
    private static IEnumerable<Row> OfOthers()
    {
        yield return new Target(
            $"DELETE {Api}/auth/sessions/{{id:id}}", Sight.Own, scene => $"{Api}/auth/sessions/{scene.Session.Id}",
            $"{Api}/auth/sessions/{Nothing}")
        {
            OwnSeen = 0,
        };
        yield return new Target(
            $"POST {Api}/notifications/seen", Sight.Own, _ => $"{Api}/notifications/seen",
            $"{Api}/notifications/seen", (scene, real) => new { upTo = real ? scene.Notice.Id : Nothing })
        {
            Seen = 204, IsOpenToSuspended = true,
        };
        yield return new Target(
            $"POST {Api}/follow-requests/{{userId:id}}/reject", Sight.Own,
            scene => $"{Api}/follow-requests/{scene.Author.Id}/reject", $"{Api}/follow-requests/{Nothing}/reject")
        {
            Hidden = 204, OwnSeen = 0, IsOpenToSuspended = true,
        };
        yield return new Target(
            $"DELETE {Api}/users/me/followers/{{id:id}}", Sight.Own,
            scene => $"{Api}/users/me/followers/{scene.Author.Id}", $"{Api}/users/me/followers/{Nothing}")
        {
            Hidden = 204, OwnSeen = 0,
        };
        foreach (var list in new[] { "reports", "moderation", "audit" })
        {
            yield return Moderated($"GET {Api}/admin/{list}", _ => list);
        }
        foreach (var verb in new[] { "approve", "remove" })
        {
            yield return Moderated(
                $"POST {Api}/admin/moderation/{{id:id}}/{verb}", scene => $"moderation/{scene.Post.Id}/{verb}");
        }
        foreach (var verb in new[] { "suspend", "restore" })
        {
            yield return Moderated(
                $"POST {Api}/admin/users/{{id:id}}/{verb}", scene => $"users/{scene.Author.Id}/{verb}");
        }
    }

    private static IEnumerable<Row> OwnAffairs()
    {
        foreach (var route in new[] { "POST /auth/signup", "POST /auth/login", "POST /auth/refresh" })
        {
            yield return Own(route, "it names an account by its secrets; sign-in tests compare unknown with wrong");
        }
        foreach (var route in new[]
        {
            "POST /auth/logout", "GET /auth/sessions", "PUT /auth/password",
            "GET /users/me", "PATCH /users/me", "DELETE /users/me", "GET /users/me/export", "DELETE /users/me/avatar",
            "POST /media/uploads", "GET /users/me/moderation",
        })
        {
            yield return Own(route, "it is about the caller alone");
        }
        yield return Own("GET /events", "it never ends; the matrix looks at it by itself, behind the table");
        yield return Own("POST /users/me/moderation/{id:id}/appeal", "it names decisions about the caller alone");
        yield return new OwnAffair(
            "GET /edge/media/{mediaId:id}/{variant}", "to who is no trusted proxy it is a route of nothing");
        yield return new OwnAffair("PUT /objects/{**key}", "its address is signed, and it only takes bytes");
    }

    private static IEnumerable<Row> Pages() =>
        from page in EndpointCoverageTests.ClientPages.Concat(
            ["/health/live", "/health/ready", "/metrics", "/openapi/{documentName}.json"])
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

    private static Target Moderated(string route, Func<Scene, string> rest) => new(
        route, Sight.Moderated, scene => $"{Api}/admin/{rest(scene)}", $"{Api}/admin/nothing/{Nothing}/at-all")
    {
        IsOpen = true, IsOpenToSuspended = true,
    };

    private static Listing List(string path) => new($"GET {Api}{path.Split('?')[0]}", (_, _) => $"{Api}{path}");

    /// <summary>Of what the host has, whoever sees the author at all sees the author's part.</summary>
    private static Listing OfHost(string route, Func<Past, string> path) =>
        new($"GET {Api}/{route}", (scene, _) => path(scene.Host))
        {
            Shows = (scene, onlooker) => onlooker is Onlooker.Stranger or Onlooker.Follower,
            Trace = scene => scene.Author.Id,
        };

    private static Listing OfOwn(string route, Func<Past, string> path) => new(
        $"GET {Api}/{route}",
        (scene, onlooker) => scene.Pasts.TryGetValue(onlooker, out var past) ? path(past) : null);

    private static string? Continued(Scene scene, Onlooker onlooker, Func<Past, string> cursor) =>
        scene.Pasts.TryGetValue(onlooker, out var past) ? $"{Api}/feed?cursor={cursor(past)}" : null;

    private static OwnAffair Own(string route, string because)
    {
        var parts = route.Split(' ', 2);
        return new OwnAffair($"{parts[0]} {Api}{parts[1]}", because);
    }
}
