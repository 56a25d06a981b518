namespace Instagram.Tests.Api;

/// <summary>Bad input around reports and appeals, and the moderators' routes as everyone else finds them.</summary>
public sealed class ModerationApiTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(Moderating.Setting);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task The_moderators_routes_are_unknown_to_everyone_else()
    {
        var alice = await _product.SignUp("alice");
        foreach (var viewer in new[] { alice, _product.Nobody })
        {
            foreach (var (_, path) in Routes.OfModerators)
            {
                foreach (var name in new[] { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
                {
                    var method = new HttpMethod(name);
                    var there = await viewer.Send(method, path);
                    var nothing = await viewer.Send(method, "/api/v1/nothing/of/the/kind");
                    Assert.Equal(404, there.Status);
                    Assert.Equal(Said(nothing), Said(there));
                }
                var text = await viewer.SendRaw(HttpMethod.Post, path, "<x/>", "text/xml");
                text.NotFound();
            }
            (await viewer.Get("/api/v1/admin")).NotFound();
            (await viewer.Get("/api/v1/ADMIN/moderation")).NotFound();
        }
        var moderator = await _product.SignUpModerator();
        (await moderator.Get("/api/v1/admin/moderation")).Is(200);
        (await moderator.Delete("/api/v1/admin/moderation")).Problem(405, "invalid");

        static string Said(Answer answer) =>
            (answer.Bytes.Length == 0 ? "" : answer.WithoutTrace()) + string.Join('\n', answer.Headers
                .Concat(answer.ContentHeaders).Where(header => header.Key is not ("Date" or "Content-Length"))
                .Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order());
    }

    [Fact]
    public async Task A_report_names_what_its_sender_sees_and_says_why()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        var hidden = await bob.Posts(Pictures.Sunset());
        var comment = await bob.Comments(hidden, "mine");
        await bob.BecomesPrivate();
        (string Kind, string Id)[] missing =
        [
            ("post", hidden.Id), ("post", "123456789"), ("comment", comment.Id), ("comment", "123456789"),
            ("user", "123456789"), ("story", "123456789"), ("post", "no id"),
        ];
        foreach (var (kind, id) in missing)
        {
            (await eve.Reports(kind, id)).NotFound();
        }
        (await eve.Reports("user", bob.Id)).Is(202);
        (await bob.Reports("post", hidden.Id)).Invalid("id");
        (await bob.Reports("comment", comment.Id)).Invalid("id");
        (await bob.Reports("user", bob.Id)).Invalid("id");

        (await eve.Post("/api/v1/reports", new { })).Invalid("kind", "id", "reason");
        (await eve.Reports("Post", hidden.Id)).Invalid("kind");
        (await eve.Reports("0", hidden.Id)).Invalid("kind");
        (await eve.Reports("user", bob.Id, " ")).Invalid("reason");
        (await eve.Reports("user", bob.Id, new string('x', 1_001))).Invalid("reason");
        (await eve.Reports("user", bob.Id, "a\0b")).Invalid("reason");
        (await eve.Reports("user", bob.Id, new string('x', 1_000))).Is(202);
    }

    [Fact]
    public async Task Lists_and_verdicts_take_nothing_unknown()
    {
        var (moderator, bob) = (await _product.SignUpModerator(), await _product.SignUp("bob"));
        (await moderator.Get("/api/v1/admin/moderation?status=closed")).Invalid("status");
        (await moderator.Get("/api/v1/admin/moderation?limit=0")).Invalid("limit");
        foreach (var path in new[] { "/api/v1/admin/reports", "/api/v1/admin/audit", "/api/v1/users/me/moderation" })
        {
            (await moderator.Get($"{path}?cursor=x&limit=101")).Invalid("cursor", "limit");
        }
        foreach (var verb in new[] { "approve", "remove" })
        {
            (await moderator.Post($"/api/v1/admin/moderation/{Routes.Id}/{verb}")).NotFound();
            (await moderator.Post($"/api/v1/admin/moderation/x/{verb}")).NotFound();
        }
        foreach (var verb in new[] { "suspend", "restore" })
        {
            (await moderator.Post($"/api/v1/admin/users/{Routes.Id}/{verb}")).NotFound();
        }
        await moderator.Suspends(bob);
        var decision = Assert.Single(await bob.Decisions());
        (await bob.AppealsAgainst(decision, "")).Invalid("text");
        (await bob.AppealsAgainst(decision, new string('x', 1_001))).Invalid("text");
        (await bob.Post($"/api/v1/users/me/moderation/{Routes.Id}/appeal", new { text = "why" })).NotFound();
        await moderator.Restores(bob);
        (await bob.AppealsAgainst(decision)).Problem(409, "conflict");
    }

    [Fact]
    public async Task Pages_of_the_queue_neither_repeat_nor_skip()
    {
        var (moderator, alice) = (await _product.SignUpModerator(), await _product.SignUp("alice"));
        var others = await _product.SignUpMany("other", 5);
        foreach (var other in others)
        {
            await alice.Reports(other);
        }
        var newestFirst = others.Reverse().Select(other => other.Id).ToList();
        Assert.Equal(
            newestFirst, (await moderator.All<ItemShape>("/api/v1/admin/moderation", 2)).Select(item => item.TargetId));
        Assert.Equal(
            newestFirst, (await moderator.All<ReportShape>("/api/v1/admin/reports", 2)).Select(item => item.TargetId));
        foreach (var other in others)
        {
            await moderator.Suspends(other);
        }
        Assert.Equal(
            newestFirst, (await moderator.All<AuditShape>("/api/v1/admin/audit", 2)).Select(entry => entry.TargetId));
    }
}
