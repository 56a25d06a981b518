namespace Instagram.Tests.Api;

/// <summary>One walk through the product reaches every route; a new one fails it until it is walked.</summary>
public sealed class EndpointCoverageTests : IAsyncLifetime
{
    /// <summary>Pages of the web client, as they are mapped.</summary>
    internal static readonly string[] ClientPages =
    [
        "/login", "/signup", "/new", "/requests", "/saved", "/settings", "/settings/blocked", "/p/{id}",
        "/u/{username}", "/settings/account", "/moderation", "/settings/decisions", "/new/story", "/search", "/explore",
        "/notifications", "/t/{tag}", "/places/{id}", "/stories/{username}",
    ];

    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(
        Moderating.Setting, "Http:TrustedProxies=127.0.0.1");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Every_route_answers_in_one_walk()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await Accounts(alice);
        await Graph(alice, bob);
        await PicturesAndPosts(alice, bob);
        await Parts(bob);
        await Talk(alice, bob);
        await Shunning(alice, bob);
        await Inbox(alice, bob);
        await Stories(alice, bob);
        await Discovery(alice);
        await Searching(alice, bob);
        await Moderation(alice, bob);
        await Leaving(await _product.SignUp("carl"));
        await Pages(_product);

        var missed = RouteRecorder.Mapped(_product.Services).Except(_product.Routes.Reached).ToList();
        Assert.True(missed.Count == 0, $"never reached with success:\n{string.Join('\n', missed)}");
    }

    private static async Task Accounts(Member alice)
    {
        var phone = await alice.SignsInAgain();
        var session = (await alice.List<SessionShape>("/api/v1/auth/sessions")).Items.Single(other => !other.Current);
        (await alice.Delete($"/api/v1/auth/sessions/{session.Id}")).Is(204);
        Assert.Equal(401, (await phone.Get("/api/v1/users/me")).Status);
        (await (await alice.SignsInAgain()).Post("/api/v1/auth/logout")).Is(204);
        await alice.Renews();
        (await alice.Put(
            "/api/v1/auth/password", new { currentPassword = Member.Password, newPassword = Member.Password })).Is(204);
        await alice.Me();
        (await alice.Get($"/api/v1/users/by-username/{alice.Username}")).Is(200);
        (await alice.Put("/api/v1/users/me/avatar", new { mediaId = await alice.UploadsReady(Pictures.Sunset()) }))
            .Is(200);
        (await alice.Delete("/api/v1/users/me/avatar")).Is(204);
    }

    private static async Task Graph(Member alice, Member bob)
    {
        await bob.BecomesPrivate();
        await alice.AsksToFollow(bob);
        Assert.Single((await bob.List<CardShape>("/api/v1/follow-requests")).Items);
        await bob.Rejects(alice);
        await alice.AsksToFollow(bob);
        await bob.Approves(alice);
        Assert.Single((await alice.List<CardShape>($"{bob.Path()}/followers")).Items);
        Assert.Single((await alice.List<CardShape>($"{alice.Path()}/following")).Items);
        await bob.RemovesFollower(alice);
        await alice.Unfollows(bob);
        await bob.BecomesPublic();
        await alice.Profile(bob);
    }

    private static async Task PicturesAndPosts(Member alice, Member bob)
    {
        await alice.Follows(bob);
        var post = await bob.Posts(Pictures.Sunset());
        await alice.SeesInFeed(post);
        await alice.Sees(post);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            (await alice.Send(method, post.Media[0].Urls.Small)).Is(200);
            (await alice.Send(method, $"/api/v1{post.Media[0].Urls.Small}")).Is(200);
        }
        (await alice.Get($"/edge{post.Media[0].Urls.Small}")).NotFound();
        var question = await alice.Send(
            HttpMethod.Get, $"/edge{post.Media[0].Urls.Small}", null, ("X-Edge-Method", "GET"));
        Assert.NotNull(question.Is(204).Header("X-Edge-Object"));
        // With a body, which nobody reads, a like goes the way of every other request.
        (await alice.Post($"{post.Path()}/like", new { })).Is(204);
        Assert.Single((await bob.List<CardShape>($"{post.Path()}/likes")).Items);
        (await alice.SendRaw(HttpMethod.Delete, $"{post.Path()}/like", "{}")).Is(204);
        await bob.Deletes(post);
    }

    private static async Task Parts(Member bob)
    {
        var picture = Pictures.Sunset();
        var mediaId = (await bob.Announces(picture)).MediaId;
        (await bob.SendsPart((await bob.AsksForParts(mediaId)).Parts.Single(), picture)).Is(200);
        (await bob.Completes(mediaId)).Is(202);
    }

    private static async Task Talk(Member alice, Member bob)
    {
        var post = await bob.Posts(Pictures.Sunset());
        var comment = await alice.Comments(post, "hello");
        Assert.Single((await bob.List<CommentShape>($"{post.Path()}/comments")).Items);
        (await bob.Post($"{comment.Path()}/like")).Is(204);
        (await bob.Delete($"{comment.Path()}/like")).Is(204);
        (await alice.Delete(comment.Path())).Is(204);
        (await alice.Post($"{post.Path()}/save")).Is(204);
        Assert.Single((await alice.List<PostShape>("/api/v1/users/me/saved")).Items);
        (await alice.Delete($"{post.Path()}/save")).Is(204);
    }

    private static async Task Shunning(Member alice, Member bob)
    {
        foreach (var verb in new[] { "mute", "block" })
        {
            (await alice.Post($"{bob.Path()}/{verb}")).Is(204);
            Assert.Single((await alice.List<CardShape>($"/api/v1/users/me/{verb}s")).Items);
            (await alice.Delete($"{bob.Path()}/{verb}")).Is(204);
        }
    }

    private static async Task Inbox(Member alice, Member bob)
    {
        var phone = await bob.SignsInAgain();
        await using var events = await EventListener.Open(phone);
        await alice.Likes(await bob.Posts(Pictures.Sunset()));
        var notice = (await events.First<NoticeShape>("notice")).Data;
        Assert.Contains(await bob.Notices(), listed => listed.Id == notice.Id);
        Assert.True(await bob.Unread() > 0);
        await bob.HasSeen(notice);
        (await phone.Post("/api/v1/auth/logout")).Is(204);
        await events.Ended;
    }

    private static async Task Leaving(Member carl)
    {
        var post = await carl.Posts(Pictures.Sunset());
        Assert.Equal("so long", (await carl.Edits(post, new { caption = "so long" })).Caption);
        using var archive = await carl.Exports();
        Assert.NotEmpty(archive.Entries);
        await carl.Leaves();
    }

    private static async Task Stories(Member alice, Member bob)
    {
        var story = await bob.PostsStory();
        Assert.Equal(story.Id, Assert.Single(await bob.Tray()).Items.Single().Id);
        Assert.Equal(story.Id, Assert.Single(await alice.StoriesOf(bob)).Id);
        await alice.Watches(story);
        await alice.Answers(story, "hello");
        Assert.Single((await bob.List<CardShape>($"{story.Path()}/viewers")).Items);
        Assert.Single((await bob.List<StoryReplyShape>($"{story.Path()}/replies")).Items);
        (await bob.Delete(story.Path())).Is(204);
    }

    private static async Task Discovery(Member alice)
    {
        await alice.Explores();
        await alice.Trending();
    }

    private static async Task Searching(Member alice, Member bob)
    {
        var word = SearchMembers.NewWord();
        var post = await bob.Says($"#{word}", new { name = word, lat = 1, lng = 2 });
        Assert.Single(await alice.FindsPlaces(word));
        Assert.Single((await alice.OpensHashtag(word)).As<ListShape<PostShape>>().Items);
        Assert.Single((await alice.OpensPlace(post.Location!.Id)).As<ListShape<PostShape>>().Items);
    }

    private static async Task Moderation(Member alice, Member bob)
    {
        var moderator = await bob.Product.SignUpModerator();
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Reports(post);
        Assert.Single((await moderator.List<ReportShape>("/api/v1/admin/reports")).Items);
        var item = await moderator.ItemOf(post);
        await moderator.Removes(item);
        await bob.Appeals(Assert.Single(await bob.Decisions()));
        await moderator.Approves(item);
        await moderator.Suspends(bob);
        await moderator.Restores(bob);
        Assert.NotEmpty((await moderator.List<AuditShape>("/api/v1/admin/audit")).Items);
    }

    private static async Task Pages(Product product)
    {
        var pages = ClientPages.Select(page => System.Text.RegularExpressions.Regex.Replace(page, "{.*}", "1"));
        string[] others = ["/health/live", "/health/ready", "/metrics", "/openapi/v1.json"];
        foreach (var path in pages.Concat(others))
        {
            (await product.Nobody.Get(path)).Is(200);
        }
    }
}
