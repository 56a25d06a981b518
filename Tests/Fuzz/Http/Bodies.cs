using System.Reflection;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>Bodies of requests: of the right form with values that could be meant, and then changed.</summary>
internal sealed class Bodies(World world)
{
    private static readonly string[] OtherTypes =
    [
        "", "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=\"utf-8\"",
        "application/json; charset=nonsense", "application/json; charset=", "application/json;;;", "APPLICATION/JSON",
        "application/problem+json", "application/x-www-form-urlencoded", "multipart/form-data",
        "multipart/form-data; boundary=", "multipart/form-data; boundary=\"", "multipart/form-data; boundary=x y",
        "image/jpeg", "*/*", "json", "application/json, text/plain", "application/jsonp", "\u0001", "a/b/c",
        "application/json; charset=utf-8; charset=utf-7", "application/json-patch+json", "application/merge-patch+json",
    ];

    /// <summary>How often one of a body's fields is another value than was meant, in 100.</summary>
    private const int Spoiled = 30;

    public Gen<(string? Type, byte[]? Bytes)> Of(Route route, bool spoil) =>
        route.Pattern.StartsWith("/objects/", StringComparison.Ordinal) && !spoil
            ? Gen.Constant(((string?)"image/jpeg", (byte[]?)World.Picture))
        : route.Body is null ? (spoil ? Unasked() : Gen.Constant(((string?)null, (byte[]?)null)))
        : route.TakesForm ? Gen.Frequency((2, Json(route.Body, spoil)), (1, Form(spoil)))
        : Json(route.Body, spoil);

    private static Gen<(string? Type, byte[]? Bytes)> Unasked() =>
        from type in Gen.Elements("application/json", "text/plain", "image/jpeg", "")
        from value in JsonTexts.Hostile
        select ((string?)type, (byte[]?)Encoding.UTF8.GetBytes(value));

    private Gen<(string? Type, byte[]? Bytes)> Json(Type type, bool spoil) => spoil
        ? Gen.Frequency(
            (7, Object(type, true).Select(json =>
                ((string?)"application/json", (byte[]?)Encoding.UTF8.GetBytes(json)))),
            (2, from json in Object(type, false) from bytes in JsonTexts.Damaged(json)
                select ((string?)"application/json", (byte[]?)bytes)),
            (1, from json in Object(type, false) from other in Gen.Elements(OtherTypes)
                select ((string?)other, (byte[]?)Encoding.UTF8.GetBytes(json))),
            (1, Gen.Constant(((string?)"application/json", (byte[]?)null))))
        : Object(type, false).Select(json => ((string?)"application/json", (byte[]?)Encoding.UTF8.GetBytes(json)));

    /// <summary>An object of the record's fields; spoiled, with some that are wrong, gone, twice or unknown.</summary>
    private Gen<string> Object(Type type, bool spoil)
    {
        var fields = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(field => field.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null)
            .Select(field => Field(type, field, spoil)).ToArray();
        return
            from written in Gen.CollectToArray(fields, field => field)
            from more in spoil ? Gen.Choose(0, 9) : Gen.Constant(9)
            from value in JsonTexts.Hostile
            from name in Texts.Gens.Select(JsonTexts.Quote)
            select "{" + string.Join(',', (more switch
            {
                0 => written.Append($"{name}:{value}"),
                1 => written.Append("\"isVerified\":true,\"id\":\"1\",\"role\":\"moderator\",\"__proto__\":{}"),
                2 => written.Concat(written),
                3 => written.Reverse(),
                _ => written,
            }).Where(field => field.Length > 0)) + "}";
    }

    /// <summary>"" where the field is left out.</summary>
    private Gen<string> Field(Type owner, PropertyInfo field, bool spoil)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(field.Name);
        var meant = Value(owner, name, field.PropertyType, spoil).Select(value => $"\"{name}\":{value}");
        return spoil
            ? Gen.Frequency(
                (100 - Spoiled, meant),
                (Spoiled / 2, JsonTexts.Hostile.Select(value => $"\"{name}\":{value}")),
                (Spoiled / 6, Gen.Constant("")),
                (Spoiled / 6, Gen.Constant($"\"{name}\":null")),
                (Spoiled / 6, from first in meant from second in JsonTexts.Hostile
                              select $"{first},\"{name}\":{second}"),
                (1, meant.Select(text => text.ToUpperInvariant())))
            : meant;
    }

    private Gen<string> Value(Type owner, string name, Type type, bool spoil)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare == typeof(string) ? Text(owner, name).Select(JsonTexts.Quote)
            : bare == typeof(bool) ? Gen.Elements("true", "false")
            : bare == typeof(long) || bare == typeof(int) ? Gen.Choose(1, 100_000).Select(number => $"{number}")
            : bare == typeof(double) ? Gen.Choose(-90, 90).Select(number => $"{number}.5")
            : Element(bare) is { } element
                ? from count in Gen.Choose(1, 3)
                  from items in Gen.ArrayOf(Value(owner, name, element, spoil), count)
                  select $"[{string.Join(',', items)}]"
            : bare.IsClass && bare.Namespace!.StartsWith("Instagram.", StringComparison.Ordinal) ? Object(bare, spoil)
            : throw new NotSupportedException($"{owner.Name}.{name} is a {type}: teach the fuzzer to make one.");
    }

    private static Type? Element(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable))
            ? type.GetGenericArguments()[0]
            : null;

    private Gen<string> Text(Type owner, string name) => name switch
    {
        "mediaId" or "mediaIds" => Ids.Of(world, "media"),
        "replyToCommentId" => Ids.Of(world, "comments"),
        "upTo" => Ids.Of(world, "notices"),
        "id" => Gen.Elements("posts", "comments", "users", "stories").SelectMany(kind => Ids.Of(world, kind)),
        "username" => from number in Gen.Choose(0, int.MaxValue) select $"new.{number}",
        "email" => from number in Gen.Choose(0, int.MaxValue) select $"new.{number}@example.org",
        "login" => Gen.Elements(world.Author.Username, world.Author.Email, "nobody"),
        // Who has left cannot play on, so few leave.
        "password" when owner.Name.StartsWith("Close", StringComparison.Ordinal) =>
            Gen.Frequency((30, Gen.Constant("wrong password")), (1, Gen.Constant(Member.Password))),
        "password" or "currentPassword" or "newPassword" =>
            Gen.Frequency((3, Gen.Constant(Member.Password)), (1, Gen.Constant("wrong password"))),
        "refreshToken" => Gen.Elements(world.Author.RefreshToken, world.Author.AccessToken, "nothing"),
        "contentType" => Gen.Elements("image/jpeg", "image/png", "video/mp4", "IMAGE/WEBP"),
        "sha256" => Gen.Constant(new string('a', 64)),
        "kind" => Gen.Elements("post", "comment", "user", "story"),
        _ => Gen.Frequency((1, Gen.Elements("so #nice", "hello @nobody", "a word")), (1, Texts.Gens)),
    };

    private static Gen<(string? Type, byte[]? Bytes)> Form(bool spoil)
    {
        var picture = Pictures.Sunset(24, 24);
        var parts = Gen.Frequency(
            (4, Gen.Constant(Part("image\"; filename=\"a.jpg", "image/jpeg", picture))),
            (2, Texts.Gens.Select(text => Part("caption", null, Encoding.UTF8.GetBytes(text)))),
            (2, Texts.Gens.Select(text => Part("altText", "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text)))),
            (2, JsonTexts.Hostile.Select(json => Part("location", "application/json", Encoding.UTF8.GetBytes(json)))),
            (1, from type in Gen.Elements(OtherTypes)
                select Part("image\"; filename=\"../../x", type, picture[..40])),
            (1, from name in Texts.Gens select Part(name, null, [0, 1, 2, 0xff])),
            (1, Gen.Constant(Part("image\"; filename=\"empty", "image/jpeg", []))),
            (1, from text in Texts.Gens select Encoding.UTF8.GetBytes($"--edge\r\n{text}\r\n\r\n")));
        var plain =
            from caption in Gen.Elements("a form", "#form")
            select (byte[][])
            [
                Part("image\"; filename=\"a.jpg", "image/jpeg", picture),
                Part("caption", null, Encoding.UTF8.GetBytes(caption)),
            ];
        return
            from count in Gen.Choose(0, 12)
            from made in spoil ? Gen.ArrayOf(parts, count) : plain
            from end in spoil
                ? Gen.Elements("--edge--\r\n", "--edge--\r\n", "--edge", "", "--edge\r\n")
                : Gen.Constant("--edge--\r\n")
            select ((string?)"multipart/form-data; boundary=edge",
                (byte[]?)[.. made.SelectMany(part => part), .. Encoding.UTF8.GetBytes(end)]);
    }

    private static byte[] Part(string name, string? type, byte[] content) =>
    [
        .. Encoding.UTF8.GetBytes($"--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n"),
        .. Encoding.UTF8.GetBytes(type is null ? "\r\n" : $"Content-Type: {type}\r\n\r\n"), .. content, .. "\r\n"u8,
    ];
}
