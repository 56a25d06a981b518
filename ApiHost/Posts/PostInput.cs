using System.Security.Cryptography;
using System.Text.Json;
using Instagram.ApiHost.Http;
using Instagram.ApiHost.Media;
using Instagram.Grains.Posts;

namespace Instagram.ApiHost.Posts;

/// <summary>
/// What a client sent to make a post, as JSON or as a form; <paramref name="Files"/> are a form's pictures, in place of
/// media ids.
/// </summary>
internal sealed record PostInput(
    CreatePostRequest Request, IReadOnlyList<IFormFile> Files)
{
    public const int MaxCaption = 2_200;
    private const int MaxAltText = 1_000;
    private const int MaxPlaceName = 100;

    /// <summary>Null where the location of a form is no JSON.</summary>
    public static async Task<PostInput?> Read(HttpRequest request, JsonSerializerOptions json, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return new PostInput(await ReadJson(request, json, ct), []);
        }
        var form = await ReadForm(request, ct);
        LocationRequest? location = null;
        if (form.TryGetValue("location", out var text) && text.ToString() is { Length: > 0 } written)
        {
            try
            {
                location = JsonSerializer.Deserialize<LocationRequest>(written, json);
            }
            catch (JsonException)
            {
                return null;
            }
        }
        return new PostInput(
            new CreatePostRequest(null, form["caption"].ToString(), [.. form["altText"]], location),
            [.. form.Files.Where(file => file.Name == "image")]);
    }

    /// <summary>The draft, but for the media that are still to be stored; null with the reasons noted.</summary>
    public PostDraft? Check(Checks checks, long authorId)
    {
        var caption = checks.OptionalText("caption", Request.Caption, MaxCaption) ?? "";
        var mediaIds = Files.Count > 0 ? [] : CheckMediaIds(checks);
        var count = Math.Max(Files.Count, mediaIds.Count);
        if (Files.Count > UploadLimits.ImagesPerPost)
        {
            checks.Fail("image", $"A post has at most {UploadLimits.ImagesPerPost} pictures.");
        }
        var altTexts = CheckAltTexts(checks, Request.AltTexts ?? []);
        if (altTexts.Count > count)
        {
            checks.Fail("altTexts", "There are more texts than pictures.");
        }
        var place = CheckPlace(checks, Request.Location);
        return checks.Failed ? null : new PostDraft(authorId, mediaIds, altTexts, caption, place);
    }

    /// <summary>The same for every repeat of the request, also where a form's boundary differs.</summary>
    public async Task<byte[]> Hash(JsonSerializerOptions json, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(Request, json));
        foreach (var file in Files)
        {
            await using var content = file.OpenReadStream();
            hash.AppendData(await SHA256.HashDataAsync(content, ct));
        }
        return hash.GetHashAndReset();
    }

    private static async Task<IFormCollection> ReadForm(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (IOException cut) when (cut is not BadHttpRequestException)
        {
            throw new BadHttpRequestException(
                "The form ends in the middle.", StatusCodes.Status400BadRequest, cut);
        }
    }

    private static async Task<CreatePostRequest> ReadJson(
        HttpRequest request, JsonSerializerOptions json, CancellationToken ct)
    {
        // The route takes forms with pictures as well, so the limit for JSON is not the server's own.
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
            if (body.Length > HttpSurface.MaxJsonBytes)
            {
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            }
        }
        try
        {
            return JsonSerializer.Deserialize<CreatePostRequest>(body.ToArray(), json)
                ?? throw new JsonException("There is no body.");
        }
        catch (JsonException malformed)
        {
            throw new BadHttpRequestException("The JSON cannot be read.", StatusCodes.Status400BadRequest, malformed);
        }
    }

    private List<long> CheckMediaIds(Checks checks)
    {
        var given = Request.MediaIds ?? [];
        if (given.Count is < 1 or > UploadLimits.ImagesPerPost)
        {
            checks.Fail("mediaIds", $"A post has 1 to {UploadLimits.ImagesPerPost} pictures.");
            return [];
        }
        // What is no id is an id of nothing, and 0 never is one.
        var ids = given.Select(text => Ids.TryParse(text, out var id) ? id : 0).ToList();
        if (given.Distinct().Count() < given.Count)
        {
            checks.Fail("mediaIds", "A picture is named twice.");
        }
        return ids;
    }

    /// <summary>Blank ones are none.</summary>
    public static IReadOnlyList<string?> CheckAltTexts(Checks checks, IReadOnlyList<string?> altTexts)
    {
        foreach (var altText in altTexts)
        {
            checks.OptionalText("altTexts", altText, MaxAltText);
        }
        return [.. altTexts.Select(text => string.IsNullOrWhiteSpace(text) ? null : text)];
    }

    public static PlaceDraft? CheckPlace(Checks checks, LocationRequest? given)
    {
        if (given is not { } location)
        {
            return null;
        }
        var name = checks.Text("location.name", location.Name?.Trim(), 1, MaxPlaceName);
        if (location.Lat is not (>= -90 and <= 90))
        {
            checks.Fail("location.lat", "This must be from -90 to 90 degrees.");
        }
        if (location.Lng is not (>= -180 and <= 180))
        {
            checks.Fail("location.lng", "This must be from -180 to 180 degrees.");
        }
        return checks.Failed ? null : new PlaceDraft(name, location.Lat!.Value, location.Lng!.Value);
    }
}
