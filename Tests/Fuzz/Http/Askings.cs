using FsCheck;
using FsCheck.Fluent;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>Requests to every route: as they are meant, and changed in one or several places.</summary>
internal sealed class Askings(World world, IReadOnlyList<Route> routes)
{
    private static readonly Changes[] Kinds = [.. Enum.GetValues<Changes>().Where(kind => kind != Changes.None)];

    private static readonly string[] Methods =
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X"];

    private static readonly string[] Segments =
    [
        "", ".", "..", "%2e%2e", "%2f", "%5c", "%00", "%", "%zz", "%c0%af", "%e0%80%af", "%ff", "%ed%a0%80",
        "%f0%9f%98%80", "%e2%80%ae", "%0d%0aX-Injected:%201", "a%2fb", "1%2f2", "%31", "+1", "-1", "0", "01", "1.0",
        "1e3",
        "9223372036854775808", "99999999999999999999999", "١", "%d9%a1", "me", "me%20", "null", "undefined", "{id}",
        "*",
        "%25", "%2500", ";a=b", "a;b", "~", "a:b", "%3f", "%23", "\\", "|", "\"", "<b>", "é", "\u202e", "%e9",
    ];

    private static readonly string[] HeaderValues =
    [
        "", " ", "*", "\"", "\"a\"", "W/\"a\"", "\"a\", \"b\", *", "bytes=0-0", "bytes=-1", "bytes=5-2", "bytes=-",
        "bytes=0-,1-,2-,3-", "bytes=99999999999999999999-", "bytes=0-99999999999999999999", "items=1-2", "BYTES=0-1",
        "Sat, 21 Nov 2026 03:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "99999", "-1", "0", "1", "5", "70000", "+5",
        "9223372036854775808", "NaN", "image/jpeg", "image/webp;q=0", "image/webp;q=NaN", "image/*;q=1e9",
        "image/webp;q=2",
        "*/*;q=0.0000001", ";;;", ",,,", "text/html", "gzip", "gzip, deflate, br;q=0", "identity;q=0", "chunked",
        "gzip, chunked", "chunked, chunked", "identity", "100-continue", "200-ok", "close", "upgrade", "h2c",
        "websocket",
        "127.0.0.1", "::1", "[::1]:80", "localhost:99999", "evil.example", "a b", "https", "javascript:1",
        "for=_x;proto=",
        "1.1.1.1, 2.2.2.2, x", "session=", "session=a; session=b", "session=\"", "a=b=c; =; ;;", "http://evil.example",
        "DELETE", "00-00000000000000000000000000000000-0000000000000000-00", "00-zz-zz-zz", "\t", "é", "\u0001",
        new string('a', 64), new string('a', 65), new string('a', 9_000), new string('a', 40_000), "key one", "key-1",
    ];

    private static readonly string[] Tokens =
    [
        "", "Bearer", "Bearer ", "Bearer  {0}", "bearer {0}", "Bearer {0}x", "Bearer {0}, Bearer {0}", "Basic YTpi",
        "{0}",
        "Bearer é", "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Bearer \"{0}\"", "Digest", "Bearer ..",
        "Bearer __________________________________________8",
    ];

    private readonly Bodies _bodies = new(world);

    public Gen<Asking> All()
    {
        var api = routes.Where(route => route.Pattern.StartsWith("/api/", StringComparison.Ordinal)
            || route.Pattern.StartsWith("/media/", StringComparison.Ordinal)
            || route.Pattern.StartsWith("/edge/", StringComparison.Ordinal)
            || route.Pattern.StartsWith("/objects/", StringComparison.Ordinal)).ToArray();
        return
            from route in Gen.Frequency((9, Gen.Elements(api)), (1, Gen.Elements(routes.Except(api).ToArray())))
            from actor in AskerOf(route)
            from count in Gen.Frequency(
                (2, Gen.Constant(0)), (6, Gen.Constant(1)), (3, Gen.Constant(2)), (1, Gen.Constant(4)))
            from kinds in Gen.ArrayOf(Gen.Elements(Kinds), count)
            let changed = kinds.Aggregate(Changes.None, (all, kind) => all | kind)
            from method in changed.HasFlag(Changes.Method) ? Gen.Elements(Methods) : Gen.Constant(route.Method)
            from path in PathOf(route, changed.HasFlag(Changes.Path))
            from query in QueryOf(route, changed.HasFlag(Changes.Query))
            from token in changed.HasFlag(Changes.Token) ? Gen.Elements(Tokens) : Gen.Constant(Asking.OwnToken)
            from headers in HeadersOf(changed.HasFlag(Changes.Headers))
            from body in _bodies.Of(route, changed.HasFlag(Changes.Body))
            select new Asking(actor, route, changed, method, path + query, token, headers, body.Type, body.Bytes);
    }

    /// <summary>The moderator stays one: what ends an account or changes its password is asked by others.</summary>
    private Gen<Actor> AskerOf(Route route)
    {
        var endsAccounts = route.Body?.GetProperties().Any(field => field.Name.Contains("Password")) == true;
        return Gen.Frequency(world.Actors
            .Where(actor => !(endsAccounts && actor.IsModerator))
            .Select(actor => (actor.Member is null || actor.IsSuspended ? 1 : 3, Gen.Constant(actor))));
    }

    private Gen<string> PathOf(Route route, bool spoil) =>
        route.Pattern.StartsWith("/objects/", StringComparison.Ordinal)
            ? from path in Gen.Elements(world.UploadPaths.ToArray())
              from at in Gen.Choose(0, path.Length - 1)
              from odd in Gen.Elements(Segments)
              select spoil ? path[..at] + odd + path[(at + 1)..] : path
            : from parts in Gen.CollectToArray(route.Path, part => part.Parameter is { } name
                  ? spoil ? Gen.Frequency((2, Odd()), (1, Parameter(route, name))) : Parameter(route, name)
                  : Gen.Constant(part.Text))
              from end in spoil
                  ? Gen.Frequency((5, Gen.Constant("")), (1, Gen.Constant("/")), (1, Odd()))
                  : Gen.Constant("")
              select string.Concat(parts) + end;

    private static Gen<string> Odd() => Gen.Frequency(
        (4, Gen.Elements(Segments)),
        (2, Texts.Gens.Select(Uri.EscapeDataString)),
        (1, from length in Gen.Elements(31, 101, 300, 3_000, 9_000) select new string('a', length)));

    private Gen<string> Parameter(Route route, string name) => name switch
    {
        "id" or "mediaId" or "userId" => Ids.Of(world, KindIn(route)),
        "name" or "username" => Gen.Elements(world.Author.Username, world.Hidden.Username, "nobody"),
        "variant" => Gen.Elements("thumbnail", "small", "medium", "large", "video"),
        "tag" => Gen.Elements("sunset", "%C3%A9t%C3%A9", "none", world.Canary),
        "documentName" => Gen.Constant("v1"),
        _ => Odd(),
    };

    /// <summary>What a path names before its id: "posts" in /api/v1/posts/{id}/likes.</summary>
    private static string KindIn(Route route)
    {
        var names = route.Pattern[..route.Pattern.IndexOf('{', StringComparison.Ordinal)]
            .Split('/', StringSplitOptions.RemoveEmptyEntries);
        return names[^1] switch
        {
            "uploads" => "media",
            "followers" or "follow-requests" or "u" => "users",
            "p" => "posts",
            var name => name,
        };
    }

    private Gen<string> QueryOf(Route route, bool spoil)
    {
        var fields = route.Query.Select(name => Gen.Frequency(
            (name is "cursor" or "near" ? 12 : 1, Gen.Constant("")),
            (spoil || name is "cursor" ? 1 : 4, QueryValue(name).Select(value => $"{name}={value}")),
            (spoil ? 3 : 0, Odd().Select(value => $"{name}={value}"))));
        return
            from given in Gen.CollectToArray(fields, field => field)
            from more in spoil ? Gen.Choose(0, 5) : Gen.Constant(5)
            from odd in Odd()
            let all = given.Where(field => field.Length > 0).Concat(more switch
            {
                0 => [odd],
                1 => [$"{odd}={odd}"],
                2 => given,
                3 => ["cursor=", "limit=1", "limit=2", "access_token=x", "&&", "="],
                _ => [],
            }).ToList()
            select all.Count == 0 ? "" : "?" + string.Join('&', all);
    }

    private Gen<string> QueryValue(string name) => name switch
    {
        "cursor" => Gen.Elements(world.Cursors.ToArray()),
        "limit" => Gen.Elements("1", "2", "20", "100"),
        "type" => Gen.Elements("users", "hashtags", "places", "posts"),
        "near" => Gen.Elements("48.5,2.25", "-90,180", "0,0"),
        "order" => Gen.Elements("ranked", "latest"),
        "status" => Gen.Elements("open", "approved", "removed"),
        "q" => Gen.Frequency(
            (2, Gen.Elements("a", "author", "sunset", "%23sunset", "canary", world.Canary)),
            (1, Texts.Gens.Select(text => Uri.EscapeDataString(text[..Math.Min(text.Length, 90)])))),
        _ => Gen.Elements("1", "a"),
    };

    private static Gen<(string Name, string Value)[]> HeadersOf(bool spoil)
    {
        var one =
            from name in Gen.Elements(Surface.Headers.Except(["Authorization"]).ToArray())
            from value in Gen.Frequency(
                (5, Gen.Elements(HeaderValues)), (1, Texts.Gens.Select(text => text.ReplaceLineEndings(" "))))
            select (name, value);
        return spoil
            ? Gen.Choose(1, 3).SelectMany(count => Gen.ArrayOf(one, count))
            : Gen.Frequency(
                (5, Gen.Constant(Array.Empty<(string, string)>())),
                (1, from number in Gen.Choose(0, 50)
                    select new[] { ("Idempotency-Key", $"key-{number}"), ("Accept", "image/jpeg") }));
    }
}
