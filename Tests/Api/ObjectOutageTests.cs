using System.Net.Http.Headers;
using Instagram.Storage.Objects;
using Instagram.Tests.Media;

namespace Instagram.Tests.Api;

/// <summary>The disk with the objects is full, or gone. The database is elsewhere and goes on.</summary>
public sealed class ObjectOutageTests
{
    private const int DiskMegabytes = 16;

    [TmpfsFact]
    public async Task A_full_disk_refuses_uploads_keeps_nothing_of_them_and_takes_them_later()
    {
        var directory = TestDirectories.Fresh();
        using var disk = new SmallDisk(directory, DiskMegabytes);
        await using var product = await Product.Start($"data={directory}", "ObjectStore:Disk:ReservedMegabytes=0");
        var alice = await product.SignUp("alice");
        var picture = TestPicture.Noise(600, 400).Jpeg();
        var ticket = await alice.Announces(picture);
        var mediaId = await alice.UploadsReady(Pictures.Sunset());

        disk.Fill(leaving: 32 * 1024);
        Refused(await Sends(product, ticket, picture));
        Refused(await PostsForm(alice, picture));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(directory, "objects", "unfinished")));
        Assert.Equal("pending", (await alice.Upload(ticket.MediaId)).Status);
        Assert.Empty((await alice.List<PostShape>($"{alice.Path()}/posts")).Items);
        // What needs no room goes on.
        Assert.Equal("processing", (await alice.Submits(new { mediaIds = new[] { ticket.MediaId } })).Status);
        (await alice.Get($"/media/{mediaId}/small")).Is(200);

        disk.Empty();
        (await alice.Sends(ticket, picture)).Is(200);
        (await alice.Completes(ticket.MediaId)).Is(202);
        Assert.Equal("ready", (await alice.Settled(ticket.MediaId)).Status);
        await alice.Published((await PostsForm(alice, picture)).As<PostShape>(201));
        Figures.Show("full disk", $"uploads refused with 503, 0 bytes kept of them, all taken once there was room");
    }

    [TmpfsFact]
    public async Task A_picture_that_finds_no_room_for_its_variants_waits_for_it()
    {
        var directory = TestDirectories.Fresh();
        using var disk = new SmallDisk(directory, DiskMegabytes);
        await using var product = await Product.Start($"data={directory}", "ObjectStore:Disk:ReservedMegabytes=0");
        var alice = await product.SignUp("alice");
        var picture = TestPicture.Noise(1_200, 1_200).Jpeg();
        var ticket = await alice.Announces(picture);
        disk.Fill(leaving: picture.Length + (48 * 1024));

        (await alice.Sends(ticket, picture)).Is(200);
        (await alice.Completes(ticket.MediaId)).Is(202);
        // In work, refused, and in work again: it is not given up.
        foreach (var status in new[] { "processing", "uploaded", "processing", "uploaded" })
        {
            await Eventually.Becomes(() => alice.Upload(ticket.MediaId), upload => upload.Status == status);
        }

        disk.Empty();
        Assert.Equal("ready", (await alice.Settled(ticket.MediaId)).Status);
    }

    [Fact]
    public async Task A_store_that_is_gone_is_no_store_in_which_nothing_is()
    {
        var directory = TestDirectories.Fresh();
        var (objects, away) = (Path.Combine(directory, "objects"), Path.Combine(directory, "away"));
        await using var product = await Product.Start($"data={directory}");
        var alice = await product.SignUp("alice");
        var picture = Pictures.Sunset();
        var post = await alice.Posts(picture);
        var ticket = await alice.Announces(picture);
        var second = await alice.Announces(picture);
        (await alice.Sends(second, picture)).Is(200);
        var third = await alice.Announces(picture);
        (await alice.Post($"/api/v1/media/uploads/{third.MediaId}/parts")).Is(200);

        Directory.Move(objects, away);
        Refused(await Sends(product, ticket, picture));
        Refused(await PostsForm(alice, picture));
        Refused(await Ask(alice, HttpMethod.Post, $"/api/v1/media/uploads/{second.MediaId}/complete"));
        Refused(await Ask(alice, HttpMethod.Post, $"/api/v1/media/uploads/{third.MediaId}/complete"));
        Refused(await Ask(alice, HttpMethod.Post, $"/api/v1/media/uploads/{third.MediaId}/parts"));
        Refused(await Ask(alice, HttpMethod.Get, post.Media[0].Urls.Large));
        await Assert.ThrowsAnyAsync<IOException>(() => product.Service<IObjectStore>().Head("media/1/nothing"));
        Assert.False(Directory.Exists(objects));
        (await alice.Get(post.Path())).Is(200);

        Directory.Move(away, objects);
        (await alice.Get(post.Media[0].Urls.Large)).Is(200);
        (await alice.Sends(ticket, picture)).Is(200);
        (await alice.Completes(ticket.MediaId)).Is(202);
        (await alice.Completes(second.MediaId)).Is(202);
        Assert.Equal("ready", (await alice.Settled(second.MediaId)).Status);
    }

    private static void Refused(Answer answer)
    {
        answer.Problem(503, "busy");
        Assert.True(int.Parse(answer.Header("Retry-After")!, null) > 0, $"{answer}");
    }

    private static Task<Answer> Sends(Product product, TicketShape ticket, byte[] picture)
    {
        var content = new ByteArrayContent(picture);
        foreach (var (name, value) in ticket.Upload.Headers)
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }
        return Send(product, new HttpMethod(ticket.Upload.Method), ticket.Upload.Url, content, null);
    }

    private static Task<Answer> PostsForm(Member member, byte[] picture)
    {
        var image = new ByteArrayContent(picture);
        image.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return Send(
            member.Product, HttpMethod.Post, "/api/v1/posts",
            new MultipartFormDataContent { { image, "image", "picture.jpg" } }, member.AccessToken);
    }

    private static Task<Answer> Ask(Member member, HttpMethod method, string path) =>
        Send(member.Product, method, path, null, member.AccessToken);

    private static async Task<Answer> Send(
        Product product, HttpMethod method, string path, HttpContent? content, string? token)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute));
        request.Content = content;
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        return await product.Send(request, mayBeBusy: true);
    }
}
