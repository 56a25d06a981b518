using System.Net.Http.Headers;

namespace Instagram.Tests.Support;

/// <summary>A person with an account, in the words of the product.</summary>
public sealed class Member(Product product, SignedInShape signedIn) : Visitor(product)
{
    public const string Password = "correct horse battery";

    public string Id { get; } = signedIn.User.Id;

    public long Number => long.Parse(Id, System.Globalization.CultureInfo.InvariantCulture);

    public string Username { get; } = signedIn.User.Username;

    public string Email => $"{Username}@example.org";

    public string AccessToken { get; private set; } = signedIn.AccessToken;

    public string RefreshToken { get; private set; } = signedIn.RefreshToken;

    protected override string? Token => AccessToken;

    /// <summary>The same person on another device.</summary>
    public async Task<Member> SignsInAgain() => new(
        Product,
        (await Product.Nobody.Post("/api/v1/auth/login", new { login = Username, password = Password }))
            .As<SignedInShape>());

    public async Task Renews()
    {
        var renewed = (await Product.Nobody.Post("/api/v1/auth/refresh", new { refreshToken = RefreshToken }))
            .As<SignedInShape>();
        (AccessToken, RefreshToken) = (renewed.AccessToken, renewed.RefreshToken);
    }

    public async Task<UserShape> Me() => (await Get("/api/v1/users/me")).As<UserShape>();

    public async Task<UserShape> Profile(Member other) => (await Get(other.Path())).As<UserShape>();

    public async Task Follows(Member other) => (await Post($"{other.Path()}/follow")).Is(204);

    public async Task Follows(params Member[] others) => await Task.WhenAll(others.Select(other => Follows(other)));

    public async Task AsksToFollow(Member other) =>
        Assert.Equal("requested", (await Post($"{other.Path()}/follow")).As<FollowShape>(202).Status);

    public async Task Unfollows(Member other) => (await Delete($"{other.Path()}/follow")).Is(204);

    public async Task Approves(Member other) => (await Post($"/api/v1/follow-requests/{other.Id}/approve")).Is(204);

    public async Task Rejects(Member other) => (await Post($"/api/v1/follow-requests/{other.Id}/reject")).Is(204);

    public async Task RemovesFollower(Member other) => (await Delete($"/api/v1/users/me/followers/{other.Id}")).Is(204);

    public async Task BecomesPrivate() => Assert.True((await Become(isPrivate: true)).IsPrivate);

    public async Task BecomesPublic() => Assert.False((await Become(isPrivate: false)).IsPrivate);

    public async Task Likes(PostShape post) => (await Post($"{post.Path()}/like")).Is(204);

    public async Task Unlikes(PostShape post) => (await Delete($"{post.Path()}/like")).Is(204);

    /// <summary>Under a post, or with <paramref name="answered"/> in reply to a comment there.</summary>
    public async Task<CommentShape> Comments(PostShape post, string text, CommentShape? answered = null) =>
        (await Post($"{post.Path()}/comments", new { text, replyToCommentId = answered?.Id })).As<CommentShape>(201);

    public async Task Deletes(PostShape post) => (await Delete(post.Path())).Is(204);

    /// <summary>Asks for an address, sends the bytes there and says so; it is processed from here on.</summary>
    public async Task<string> Uploads(byte[] picture, string contentType = "image/jpeg")
    {
        var ticket = await Announces(picture, contentType);
        (await Sends(ticket, picture)).Is(200);
        Assert.Equal(ticket.MediaId, (await Completes(ticket.MediaId)).As<UploadStatusShape>(202).Id);
        return ticket.MediaId;
    }

    public async Task<TicketShape> Announces(byte[] picture, string contentType = "image/jpeg") =>
        (await Post("/api/v1/media/uploads", new { contentType, byteSize = picture.Length })).As<TicketShape>(201);

    /// <summary>To the address of the ticket with its headers, and with no token.</summary>
    public Task<Answer> Sends(TicketShape ticket, byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        var others = ticket.Upload.Headers
            .Where(header => !content.Headers.TryAddWithoutValidation(header.Key, header.Value))
            .Select(header => (header.Key, header.Value)).ToArray();
        return Product.Nobody.Send(new HttpMethod(ticket.Upload.Method), ticket.Upload.Url, content, others);
    }

    public Task<Answer> Completes(string mediaId) => Post($"/api/v1/media/uploads/{mediaId}/complete");

    public async Task<UploadShape> Upload(string mediaId) =>
        (await Get($"/api/v1/media/uploads/{mediaId}")).As<UploadShape>();

    public Task<UploadShape> Settled(string mediaId) => Eventually.Becomes(
        () => Upload(mediaId), upload => upload.Status is "ready" or "rejected");

    public async Task<string> UploadsReady(byte[] picture, string contentType = "image/jpeg")
    {
        var upload = await Settled(await Uploads(picture, contentType));
        Assert.True(upload.Status == "ready", $"{upload}");
        return upload.Id;
    }

    /// <summary>Creates a post as it is answered, before its pictures need be ready.</summary>
    public async Task<PostShape> Submits(object post) => (await Post("/api/v1/posts", post)).As<PostShape>(201);

    public Task<PostShape> Published(PostShape post) => Eventually.Becomes(
        async () => (await Get(post.Path())).As<PostShape>(), seen => seen.Status == "published");

    /// <summary>A published post of these pictures.</summary>
    public async Task<PostShape> Posts(params byte[][] pictures)
    {
        var mediaIds = await Task.WhenAll(pictures.Select(picture => Uploads(picture)));
        return await Published(await Submits(new { mediaIds, caption = $"by {Username}" }));
    }

    /// <summary>As simple clients do, with one form.</summary>
    public Task<Answer> PostsForm(
        IEnumerable<(string Name, string Value)> fields, params (byte[] Bytes, string ContentType)[] images)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }
        foreach (var (bytes, contentType) in images)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue(contentType);
            form.Add(file, "image", "picture");
        }
        return Send(HttpMethod.Post, "/api/v1/posts", form);
    }

    public async Task<FeedShape> Feed(string query = "") => (await Get($"/api/v1/feed{query}")).As<FeedShape>();

    /// <summary>The rest of the feed from a page on, page by page; every page but the last is full.</summary>
    public async Task<List<PostShape>> FeedToEnd(string order = "latest", int limit = 100, FeedShape? after = null)
    {
        var all = new List<PostShape>();
        var cursor = after is null ? "" : $"&cursor={after.Cursor}";
        while (true)
        {
            var page = await Feed($"?order={order}&limit={limit}{cursor}");
            all.AddRange(page.Posts);
            Assert.Equal(page.HasMore, page.Cursor is not null);
            if (page.Cursor is null)
            {
                return all;
            }
            Assert.Equal(limit, page.Posts.Count);
            cursor = $"&cursor={page.Cursor}";
        }
    }

    /// <summary>In both orders, as soon as the fan-out has come.</summary>
    public async Task SeesInFeed(PostShape post)
    {
        await Eventually.Holds(async () => (await Feed()).Posts.Any(shown => shown.Id == post.Id));
        Assert.Contains((await Feed("?order=latest")).Posts, shown => shown.Id == post.Id);
    }

    /// <summary>Now, anywhere in it, in both orders.</summary>
    public async Task DoesNotSeeInFeed(PostShape post)
    {
        Assert.DoesNotContain(await FeedToEnd("ranked"), shown => shown.Id == post.Id);
        Assert.DoesNotContain(await FeedToEnd("latest"), shown => shown.Id == post.Id);
    }

    private async Task<UserShape> Become(bool isPrivate) =>
        (await Patch("/api/v1/users/me", new { isPrivate })).As<UserShape>();
}
