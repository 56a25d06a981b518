using System.IO.Compression;
using System.Text.Json.Nodes;
using Instagram.Grains.Leaving;

namespace Instagram.Tests.Scenarios;

public sealed class ExportTests(ProductFixture fixture) : IClassFixture<ProductFixture>
{
    private const string Export = "/api/v1/users/me/export";

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task The_archive_has_the_photos_as_they_were_sent_and_says_what_they_are()
    {
        var bob = await _product.SignUp("bob");
        var (jpeg, png) = (Pictures.Sunset(seed: 3), Pictures.Png());
        var mediaIds = new[] { await bob.Uploads(jpeg), await bob.Uploads(png, "image/png") };
        var post = await bob.Published(await bob.Submits(new
        {
            mediaIds, caption = "Über den Wolken #sky", altTexts = new[] { "the sun" },
            location = new { name = "Here", lat = 1.5, lng = 2.5 },
        }));
        await bob.Comments(post, "first!");

        using var archive = await bob.Exports();

        var entry = Assert.Single(await Json(archive, "posts.json"))!;
        Assert.Equal(post.Id, (string)entry["id"]!);
        Assert.Equal("Über den Wolken #sky", (string)entry["caption"]!);
        Assert.Equal("Here", (string)entry["location"]!["name"]!);
        Assert.Equal(1, (int)entry["commentCount"]!);
        Assert.Equal("the sun", (string)entry["media"]![0]!["altText"]!);
        Assert.Equal($"media/{mediaIds[0]}.jpg", (string)entry["media"]![0]!["file"]!);
        Assert.Equal(jpeg, await Bytes(archive, $"media/{mediaIds[0]}.jpg"));
        Assert.Equal(png, await Bytes(archive, $"media/{mediaIds[1]}.png"));
        Assert.Contains("posts.json", await Text(archive, "README.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_archive_has_what_was_said_and_whom_one_knows()
    {
        var (bob, alice, eve) =
            (await _product.SignUp("bob"), await _product.SignUp("alice"), await _product.SignUp("eve"));
        await bob.Follows(alice);
        await alice.Follows(bob);
        var picture = Pictures.Sunset(seed: 4);
        var pictureId = await bob.UploadsReady(picture);
        (await bob.Put("/api/v1/users/me/avatar", new { mediaId = pictureId })).Is(200);
        var post = await alice.Posts(Pictures.Sunset());
        await bob.Likes(post);
        (await bob.Post($"{post.Path()}/save")).Is(204);
        var theirs = await alice.Comments(post, "thank you");
        var mine = await bob.Comments(post, "welcome", theirs);
        (await bob.Post($"{theirs.Path()}/like")).Is(204);
        (await bob.Post($"{eve.Path()}/mute")).Is(204);
        (await bob.Post($"{eve.Path()}/block")).Is(204);
        var story = await bob.PostsStory();

        using var archive = await bob.Exports();

        var profile = (await Json<JsonObject>(archive, "profile.json"))!;
        Assert.Equal((bob.Username, bob.Email), ((string)profile["username"]!, (string)profile["email"]!));
        Assert.Equal(picture, await Bytes(archive, (string)profile["pictureFile"]!));
        Assert.Equal(alice.Username, (string)Assert.Single(await Json(archive, "followers.json"))!["username"]!);
        Assert.Equal(alice.Username, (string)Assert.Single(await Json(archive, "following.json"))!["username"]!);
        Assert.Equal(eve.Username, (string)Assert.Single(await Json(archive, "blocks.json"))!["username"]!);
        var comment = Assert.Single(await Json(archive, "comments.json"))!;
        Assert.Equal(
            (mine.Id, "welcome", theirs.Id),
            ((string)comment["id"]!, (string)comment["text"]!, (string)comment["replyToCommentId"]!));
        Assert.Equal(
            [post.Id, null], (await Json(archive, "likes.json")).Select(like => (string?)like!["postId"]));
        Assert.Equal(alice.Username, (string)Assert.Single(await Json(archive, "saved.json"))!["author"]!);
        var live = Assert.Single(await Json(archive, "stories.json"))!;
        Assert.Equal(story.Id, (string)live["id"]!);
        Assert.NotEmpty(await Bytes(archive, (string)live["file"]!));
    }

    [Fact]
    public async Task No_name_in_the_archive_leads_out_of_it_and_no_secret_is_in_it()
    {
        var bob = await _product.SignUp("bob");
        await bob.Posts(Pictures.Sunset());
        using var archive = await bob.Exports();
        Assert.All(archive.Entries, entry => Assert.Matches(@"\A(media/\d+\.[a-z0-9]+|[a-z]+\.json|README\.txt)\z",
            entry.FullName));
        Assert.Equal(
            archive.Entries.Count, archive.Entries.Select(entry => entry.FullName).Distinct().Count());
        string[] lists = [.. archive.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith('n'))];
        Assert.Equal(10, lists.Length);
        foreach (var list in lists)
        {
            var text = await Text(archive, list);
            Assert.DoesNotContain("hash\"", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("token", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("original-", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_others_hide_is_not_handed_out()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var post = await alice.Posts(Pictures.Sunset());
        (await bob.Post($"{post.Path()}/save")).Is(204);
        await alice.BecomesPrivate();
        using var archive = await bob.Exports();
        Assert.Empty(await Json(archive, "saved.json"));
        Assert.DoesNotContain(archive.Entries, entry => entry.FullName.StartsWith("media/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_export_waits_for_the_first()
    {
        var bob = await _product.SignUp("bob");
        var slots = _product.Service<ExportSlots>();
        Assert.True(slots.TryEnter(bob.Number));

        Assert.NotNull((await bob.Get(Export)).Problem(429, "rate_limited").Detail);

        slots.Leave(bob.Number);
        using var first = await bob.Exports();
        using var again = await bob.Exports();
        Assert.Equal(first.Entries.Count, again.Entries.Count);
    }

    [Fact]
    public async Task A_client_that_hangs_up_frees_the_place()
    {
        var bob = await _product.SignUp("bob");
        await bob.Posts(Enumerable.Range(0, 6).Select(seed => Pictures.Sunset(1200, 900, seed)).ToArray());
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_product.Address, Export));
        request.Headers.Add("Authorization", $"Bearer {bob.AccessToken}");
        using (var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(200, (int)response.StatusCode);
        }
        await Eventually.Holds(async () => (await bob.Get(Export)).Status == 200);
    }

    private static async Task<JsonArray> Json(ZipArchive archive, string name) =>
        (await Json<JsonArray>(archive, name))!;

    private static async Task<T?> Json<T>(ZipArchive archive, string name)
        where T : JsonNode => JsonNode.Parse(await Bytes(archive, name)) as T;

    private static async Task<string> Text(ZipArchive archive, string name) =>
        System.Text.Encoding.UTF8.GetString(await Bytes(archive, name));

    private static async Task<byte[]> Bytes(ZipArchive archive, string name)
    {
        var entry = archive.GetEntry(name);
        Assert.True(entry is not null, $"{name} is not among {string.Join(", ", archive.Entries)}");
        await using var content = await entry.OpenAsync();
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
