using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Instagram.Tests.Security;

/// <summary>
/// Every route that takes JSON is sent, besides what it wants, all that a person must not set. The walk must reach each
/// of them with success, so a new route fails it until it is walked.
/// </summary>
public sealed class MassAssignmentTests : IAsyncLifetime
{
    private const string Api = "/api/v1";
    private const string Renewed = "another long password";

    private Product _product = null!;
    private string _victim = "";

    public async Task InitializeAsync() => _product = await Product.Start(Moderating.Setting);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task What_is_not_the_clients_to_say_is_not_heard_on_any_route()
    {
        var moderator = await _product.SignUpModerator();
        var victim = await _product.SignUp("victim");
        _victim = victim.Id;
        var eve = await Account(await SignUp());
        var post = await Post(eve);
        await Talk(eve, victim, post);
        await Story(eve, victim);
        await Moderation(eve, victim, moderator);

        var me = await eve.Me();
        Assert.Equal(
            (eve.Id, false, 0, 0, 2), (me.Id, me.IsVerified, me.FollowerCount, me.FollowingCount, me.PostCount));
        IsOfNow(me.CreatedAt);
        (await eve.Get("/api/v1/admin/reports")).NotFound();
        var theirs = await victim.Me();
        Assert.Equal((0, false), (theirs.PostCount, theirs.IsPrivate));
        (await Send(_product.Nobody, "POST", "/auth/login", new { login = eve.Username, password = Renewed })).Is(200);
        (await Send(eve, "DELETE", "/users/me", new { password = Renewed })).Is(202);
        await victim.Me();

        var missed = TakingJson().Except(_product.Routes.Reached).ToList();
        Assert.True(missed.Count == 0, $"never sent more than they want:\n{string.Join('\n', missed)}");
    }

    private async Task<Member> SignUp()
    {
        var username = $"eve_{Guid.NewGuid():n}"[..16];
        var answer = await Send(_product.Nobody, "POST", "/auth/signup", new
        {
            username, email = $"{username}@example.org", password = Member.Password,
        });
        var eve = new Member(_product, answer.As<SignedInShape>(201));
        Assert.Equal((username, false), (eve.Username, (await eve.Me()).IsVerified));
        Assert.NotEqual(_victim, eve.Id);
        return eve;
    }

    private async Task<Member> Account(Member eve)
    {
        var changed = (await Send(eve, "PATCH", "/users/me", new { bio = "hello" })).As<UserShape>();
        Assert.Equal((eve.Username, "hello", false), (changed.Username, changed.Bio, changed.IsVerified));
        (await Send(eve, "PUT", "/auth/password", new { currentPassword = Member.Password, newPassword = Renewed }))
            .Is(204);
        (await Send(_product.Nobody, "POST", "/auth/refresh", new { refreshToken = eve.RefreshToken }))
            .As<SignedInShape>();
        var again = (await Send(
            _product.Nobody, "POST", "/auth/login", new { login = eve.Username, password = Renewed }))
            .As<SignedInShape>();
        Assert.Equal(eve.Id, again.User.Id);
        var phone = new Member(_product, again);
        (await Send(phone, "PUT", "/users/me/avatar", new { mediaId = await Picture(phone) })).As<UserShape>();
        return phone;
    }

    private async Task<string> Picture(Member eve)
    {
        var bytes = Pictures.Sunset();
        var ticket = (await Send(
            eve, "POST", "/media/uploads", new { contentType = "image/jpeg", byteSize = bytes.Length }))
            .As<TicketShape>(201);
        Assert.Equal("pending", (await eve.Upload(ticket.MediaId)).Status);
        (await eve.Sends(ticket, bytes)).Is(200);
        (await eve.Completes(ticket.MediaId)).Is(202);
        Assert.Equal("ready", (await eve.Settled(ticket.MediaId)).Status);
        return ticket.MediaId;
    }

    private async Task<PostShape> Post(Member eve)
    {
        var mediaIds = new[] { await Picture(eve) };
        var post = (await Send(eve, "POST", "/posts", new { mediaIds, caption = "first" })).As<PostShape>(201);
        Untouched(eve, post);
        Assert.Null(post.EditedAt);
        var edited = (await Send(eve, "PATCH", $"/posts/{post.Id}", new { caption = "second" })).As<PostShape>();
        Assert.Equal((post.Id, post.CreatedAt, "second"), (edited.Id, edited.CreatedAt, edited.Caption));
        Untouched(eve, edited);
        return post;
    }

    private static void Untouched(Member author, PostShape post)
    {
        Assert.Equal((author.Id, 0, 0), (post.Author.Id, post.LikeCount, post.CommentCount));
        Assert.False(post.Author.IsVerified);
        IsOfNow(post.CreatedAt);
    }

    private static void IsOfNow(DateTimeOffset time) =>
        Assert.True((TimeProvider.System.GetUtcNow() - time).Duration() < TimeSpan.FromMinutes(10), $"made at {time}");

    private async Task Talk(Member eve, Member victim, PostShape post)
    {
        var comment = (await Send(eve, "POST", $"/posts/{post.Id}/comments", new { text = "me" }))
            .As<CommentShape>(201);
        Assert.Equal(
            (eve.Id, post.Id, 0, 0), (comment.Author.Id, comment.PostId, comment.LikeCount, comment.ReplyCount));
        await victim.Likes(post);
        var notice = await eve.IsTold("like");
        (await Send(eve, "POST", "/notifications/seen", new { upTo = notice.Id })).Is(204);
    }

    private async Task Story(Member eve, Member victim)
    {
        var story = (await Send(eve, "POST", "/stories", new { mediaId = await Picture(eve) })).As<StoryShape>(201);
        Assert.Equal(story.CreatedAt.AddDays(1), story.ExpiresAt);
        var theirs = await victim.PostsStory();
        (await Send(eve, "POST", $"/stories/{theirs.Id}/reply", new { text = "nice" })).Is(204);
        Assert.Equal(
            eve.Id,
            Assert.Single((await victim.List<StoryReplyShape>($"/api/v1/stories/{theirs.Id}/replies")).Items).User.Id);
    }

    private async Task Moderation(Member eve, Member victim, Member moderator)
    {
        var post = (await Send(eve, "POST", "/posts", new { mediaIds = new[] { await Picture(eve) } }))
            .As<PostShape>(201);
        await eve.Published(post);
        (await Send(victim, "POST", "/reports", new { kind = "post", id = post.Id, reason = "look" })).Is(202);
        var report = (await moderator.List<ReportShape>("/api/v1/admin/reports")).Items[0];
        Assert.Equal((victim.Id, post.Id), (report.Reporter?.Id, report.TargetId));
        var item = await moderator.ItemOf(post);
        Assert.Equal("open", item.Status);
        await moderator.Removes(item);
        var decision = Assert.Single(await eve.Decisions());
        (await Send(eve, "POST", $"/users/me/moderation/{decision.Id}/appeal", new { text = "please" })).Is(202);
        var appealed = Assert.Single(await eve.Decisions());
        Assert.Equal(("removed", "pending"), (appealed.Decision, appealed.Appeal?.Status));
        await moderator.Approves(await moderator.ItemOf(post));
    }

    /// <summary>With everything that it does not say itself.</summary>
    private Task<Answer> Send(Visitor sender, string method, string path, object wanted)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(wanted)!.AsObject();
        foreach (var (name, value) in More())
        {
            body.TryAdd(name, value);
        }
        return sender.SendRaw(new HttpMethod(method), Api + path, body.ToJsonString());
    }

    private IEnumerable<(string Name, JsonNode? Value)> More()
    {
        foreach (var name in new[] { "id", "userId", "authorId", "ownerId", "user", "author", "sessionId", "reporter" })
        {
            yield return (name, _victim.Length > 0 ? _victim : "1");
        }
        foreach (var name in new[] { "isVerified", "isModerator", "moderator", "admin", "isAdmin", "liked", "seen" })
        {
            yield return (name, true);
        }
        foreach (var name in new[]
        {
            "followerCount", "followingCount", "postCount", "likeCount", "commentCount", "replyCount", "standing",
        })
        {
            yield return (name, 999);
        }
        foreach (var name in new[] { "createdAt", "editedAt", "updatedAt", "closedAt" })
        {
            yield return (name, "2001-01-01T00:00:00.000Z");
        }
        yield return ("expiresAt", "2099-01-01T00:00:00.000Z");
        yield return ("role", "moderator");
        yield return ("roles", new JsonArray("moderator"));
        yield return ("status", "ready");
        yield return ("passwordHash", "x");
        yield return ("objectKey", "../../etc/passwd");
        yield return ("__proto__", new JsonObject { ["isVerified"] = true });
        yield return ("$type", "System.IO.FileInfo, System.IO.FileSystem");
    }

    private IEnumerable<string> TakingJson() =>
        (from endpoint in _product.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
         where endpoint is RouteEndpoint && endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null
         from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
         select $"{method} /{((RouteEndpoint)endpoint).RoutePattern.RawText!.Trim('/')}")
        .Append("POST /api/v1/posts");
}
