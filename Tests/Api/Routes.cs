namespace Instagram.Tests.Api;

/// <summary>The routes under /api/v1, with ids of nothing in them.</summary>
internal static class Routes
{
    public const string Id = "123456789";

    /// <summary>Nobody signed in may ask these.</summary>
    public static readonly (string Method, string Path)[] Open =
    [
        ("GET", $"/api/v1/users/{Id}"), ("GET", "/api/v1/users/by-username/nobody.at.all"),
        ("GET", $"/api/v1/users/{Id}/posts"), ("GET", $"/api/v1/posts/{Id}"),
        ("GET", $"/api/v1/posts/{Id}/comments"), ("GET", $"/api/v1/media/{Id}/small"),
        ("HEAD", $"/api/v1/media/{Id}/small"),
    ];

    /// <summary>Nobody needs to be signed in for these, because they sign in.</summary>
    public static readonly (string Method, string Path)[] SigningIn =
    [
        ("POST", "/api/v1/auth/signup"), ("POST", "/api/v1/auth/login"), ("POST", "/api/v1/auth/refresh"),
    ];

    /// <summary>These take a JSON body.</summary>
    public static readonly (string Method, string Path)[] WithBody =
    [
        .. SigningIn, ("PUT", "/api/v1/auth/password"), ("PATCH", "/api/v1/users/me"),
        ("PUT", "/api/v1/users/me/avatar"), ("POST", "/api/v1/media/uploads"), ("POST", "/api/v1/posts"),
        ("POST", $"/api/v1/posts/{Id}/comments"),
        ("POST", "/api/v1/notifications/seen"),
        ("POST", "/api/v1/stories"), ("POST", $"/api/v1/stories/{Id}/reply"),
        ("PATCH", $"/api/v1/posts/{Id}"), ("DELETE", "/api/v1/users/me"),
    ];

    public static readonly (string Method, string Path)[] Closed =
    [
        ("POST", "/api/v1/auth/logout"), ("GET", "/api/v1/auth/sessions"), ("DELETE", $"/api/v1/auth/sessions/{Id}"),
        ("PUT", "/api/v1/auth/password"),
        ("GET", "/api/v1/users/me"), ("PATCH", "/api/v1/users/me"), ("PUT", "/api/v1/users/me/avatar"),
        ("DELETE", "/api/v1/users/me/avatar"),
        ("POST", $"/api/v1/users/{Id}/follow"), ("DELETE", $"/api/v1/users/{Id}/follow"),
        ("GET", $"/api/v1/users/{Id}/followers"), ("GET", $"/api/v1/users/{Id}/following"),
        ("GET", "/api/v1/follow-requests"), ("POST", $"/api/v1/follow-requests/{Id}/approve"),
        ("POST", $"/api/v1/follow-requests/{Id}/reject"), ("DELETE", $"/api/v1/users/me/followers/{Id}"),
        ("POST", "/api/v1/media/uploads"), ("POST", $"/api/v1/media/uploads/{Id}/complete"),
        ("GET", $"/api/v1/media/uploads/{Id}"), ("POST", $"/api/v1/media/uploads/{Id}/parts"),
        ("POST", "/api/v1/posts"), ("DELETE", $"/api/v1/posts/{Id}"), ("POST", $"/api/v1/posts/{Id}/like"),
        ("DELETE", $"/api/v1/posts/{Id}/like"), ("GET", $"/api/v1/posts/{Id}/likes"), ("GET", "/api/v1/feed"),
        ("POST", $"/api/v1/posts/{Id}/comments"), ("DELETE", $"/api/v1/comments/{Id}"),
        ("POST", $"/api/v1/comments/{Id}/like"), ("DELETE", $"/api/v1/comments/{Id}/like"),
        ("POST", $"/api/v1/posts/{Id}/save"), ("DELETE", $"/api/v1/posts/{Id}/save"),
        ("GET", "/api/v1/users/me/saved"), ("GET", "/api/v1/users/me/blocks"), ("GET", "/api/v1/users/me/mutes"),
        ("POST", $"/api/v1/users/{Id}/block"), ("DELETE", $"/api/v1/users/{Id}/block"),
        ("GET", "/api/v1/search"), ("GET", "/api/v1/hashtags/nothing/posts"), ("GET", $"/api/v1/places/{Id}/posts"),
        ("POST", $"/api/v1/users/{Id}/mute"), ("DELETE", $"/api/v1/users/{Id}/mute"),
        ("GET", "/api/v1/notifications"), ("GET", "/api/v1/notifications/unread-count"),
        ("POST", "/api/v1/notifications/seen"),
        ("GET", "/api/v1/events"),
        ("POST", "/api/v1/stories"), ("GET", "/api/v1/stories/feed"), ("GET", $"/api/v1/users/{Id}/stories"),
        ("DELETE", $"/api/v1/stories/{Id}"), ("POST", $"/api/v1/stories/{Id}/seen"),
        ("GET", $"/api/v1/stories/{Id}/viewers"), ("POST", $"/api/v1/stories/{Id}/reply"),
        ("GET", $"/api/v1/stories/{Id}/replies"),
        ("PATCH", $"/api/v1/posts/{Id}"), ("GET", "/api/v1/users/me/export"), ("DELETE", "/api/v1/users/me"),
        ("GET", "/api/v1/explore"), ("GET", "/api/v1/trending/hashtags"),
    ];

    public static IEnumerable<(string Method, string Path)> All => [.. Open, .. SigningIn, .. Closed];

    public static TheoryData<string, string> Data(IEnumerable<(string Method, string Path)> routes)
    {
        var data = new TheoryData<string, string>();
        foreach (var (method, path) in routes)
        {
            data.Add(method, path);
        }
        return data;
    }
}
