using Instagram.Grains.Users;

namespace Instagram.Tests.Scenarios;

/// <summary>People report, moderators decide, authors are told and appeal.</summary>
public sealed class ModerationTests : IClassFixture<ModerationTests.World>
{
    private readonly Product _product;
    private readonly Member _moderator;

    public ModerationTests(World world) => (_product, _moderator) = (world.Product, world.Moderator);

    [Fact]
    public async Task A_reported_post_is_removed_everywhere_at_once_and_comes_back_whole_after_an_appeal()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Follows(bob);
        await alice.Likes(post);
        await alice.Comments(post, "hm");
        (await alice.Post($"{post.Path()}/save")).Is(204);
        await alice.SeesInFeed(post);

        await alice.Reports(post);
        var item = await _moderator.ItemOf(post);
        Assert.Equal(("open", "report", 1, bob.Id), (item.Status, item.Source, item.ReportCount, item.Author?.Id));
        Assert.Equal((post.Caption, "not for here"), (item.Content!.Text, item.Reasons.Single()));
        await _moderator.Removes(item);
        await _moderator.Removes(item);

        foreach (var viewer in new[] { alice, _product.Nobody })
        {
            await viewer.DoesNotSee(post);
            (await viewer.Get($"{post.Path()}/comments")).NotFound();
        }
        await alice.DoesNotSeeInFeed(post);
        Assert.Empty((await alice.List<PostShape>("/api/v1/users/me/saved")).Items);
        (await alice.Post($"{post.Path()}/like")).NotFound();
        Assert.Equal(0, (await alice.Profile(bob)).PostCount);
        Assert.Equal("failed", (await bob.Get(post.Path())).As<PostShape>().Status);
        (await bob.Get(post.Media[0].Urls.Large)).Is(200);

        var decision = Assert.Single(await bob.Decisions());
        Assert.Equal(("post", post.Id, "removed", null),
            (decision.Kind, decision.TargetId, decision.Decision, decision.Appeal));
        Assert.Empty(await alice.Decisions());
        await bob.Appeals(decision);
        (await bob.AppealsAgainst(decision)).Problem(409, "conflict");
        Assert.Equal("pending", Assert.Single(await bob.Decisions()).Appeal?.Status);
        var appealed = await _moderator.ItemOf(post);
        Assert.Equal(("open", "it is art"), (appealed.Status, appealed.Appeal?.Text));
        await alice.DoesNotSee(post);
        await _moderator.Approves(appealed);

        await alice.Sees(post);
        await alice.SeesInFeed(post);
        var restored = (await alice.Get(post.Path())).As<PostShape>();
        Assert.Equal((1, 1, true, true),
            (restored.LikeCount, restored.CommentCount, restored.Viewer.Liked, restored.Viewer.Saved));
        Assert.Equal(1, (await alice.Profile(bob)).PostCount);
        var told = Assert.Single(await bob.Decisions());
        Assert.Equal(("approved", "overturned"), (told.Decision, told.Appeal?.Status));
        Assert.Equal(
            [(Moderating.ModeratorName, "overturn"), (Moderating.ModeratorName, "remove")],
            await _moderator.LogOf(post.Id));
    }

    [Fact]
    public async Task A_second_removal_upholds_and_ends_the_matter()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Reports(post);
        var item = await _moderator.ItemOf(post);
        await _moderator.Removes(item);
        await bob.Appeals(Assert.Single(await bob.Decisions()));
        await _moderator.Removes(item);

        var told = Assert.Single(await bob.Decisions());
        Assert.Equal(("removed", "upheld"), (told.Decision, told.Appeal?.Status));
        (await bob.AppealsAgainst(told)).Problem(409, "conflict");
        (await alice.AppealsAgainst(told)).NotFound();
        await alice.DoesNotSee(post);
        Assert.Equal("removed", (await _moderator.ItemOf(post)).Status);
    }

    [Fact]
    public async Task What_was_removed_twice_comes_back_when_both_removals_are_overturned()
    {
        var bob = await _product.SignUp("bob");
        var (alice, carol) = (await _product.SignUp("alice"), await _product.SignUp("carol"));
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Reports(post);
        var first = await _moderator.ItemOf(post);
        await _moderator.Approves(first);
        await carol.Reports(post);
        var second = (await _moderator.ItemsOf("post", post.Id)).Single(item => item.Id != first.Id);
        await _moderator.Removes(first);
        await _moderator.Removes(second);

        await _moderator.Approves(second);
        await alice.DoesNotSee(post);

        await _moderator.Approves(first);
        await alice.Sees(post);
    }

    [Fact]
    public async Task Many_reports_are_one_item_and_one_person_counts_once()
    {
        var (bob, alice, carol) =
            (await _product.SignUp("bob"), await _product.SignUp("alice"), await _product.SignUp("carol"));
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Reports(post);
        await alice.Reports(post);
        await carol.Reports(post);
        var item = await _moderator.ItemOf(post);
        Assert.Equal((2, 2), (item.ReportCount, item.Reasons.Count));
        Assert.Equal(
            [carol.Id, alice.Id],
            (await _moderator.All<ReportShape>("/api/v1/admin/reports", 100))
                .Where(report => report.ItemId == item.Id).Select(report => report.Reporter?.Id));

        await _moderator.Approves(item);
        await alice.Sees(post);
        Assert.Empty(await bob.Decisions());
        Assert.Contains(
            (await _moderator.List<ItemShape>("/api/v1/admin/moderation?status=approved&limit=100")).Items,
            approved => approved.Id == item.Id);
        Assert.DoesNotContain(
            (await _moderator.List<ItemShape>("/api/v1/admin/moderation?status=open&limit=100")).Items,
            open => open.Id == item.Id);
        (await _moderator.Post("/api/v1/admin/moderation/123456789/remove")).NotFound();
    }

    [Fact]
    public async Task A_removed_comment_takes_its_replies_along_and_brings_them_back()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var post = await bob.Posts(Pictures.Sunset());
        var (rude, kind) = (await alice.Comments(post, "rude"), await alice.Comments(post, "kind"));
        var answer = await bob.Comments(post, "why?", rude);
        await bob.Reports(rude);
        var item = await _moderator.ItemOf(rude);
        Assert.Equal(("rude", post.Id), (item.Content!.Text, item.Content.PostId));
        await _moderator.Removes(item);

        Assert.Equal([kind.Id], await Shown(bob, post));
        Assert.Equal(1, (await bob.Get(post.Path())).As<PostShape>().CommentCount);
        (await bob.Get($"{post.Path()}/comments?replyTo={rude.Id}")).NotFound();
        foreach (var hidden in new[] { rude, answer })
        {
            (await bob.Post($"{hidden.Path()}/like")).NotFound();
            (await bob.Delete(hidden.Path())).NotFound();
            (await bob.Post($"{post.Path()}/comments", new { text = "and?", replyToCommentId = hidden.Id })).NotFound();
        }
        Assert.Equal(("comment", rude.Id), Told(Assert.Single(await alice.Decisions())));

        await _moderator.Approves(item);
        Assert.Equal([kind.Id, rude.Id], await Shown(bob, post));
        Assert.Equal(3, (await bob.Get(post.Path())).As<PostShape>().CommentCount);
        Assert.Equal(1, (await bob.List<CommentShape>($"{post.Path()}/comments")).Items[1].ReplyCount);

        static (string Kind, string Id) Told(DecisionShape decision) => (decision.Kind, decision.TargetId);
    }

    [Fact]
    public async Task Nobody_is_told_of_a_removed_comment_until_it_comes_back()
    {
        var (bob, alice, carl) = (
            await _product.SignUp("bob"), await _product.SignUp("alice"), await _product.SignUp("carl"));
        var post = await bob.Posts(Pictures.Sunset());
        var rude = await alice.Comments(post, $"rude @{carl.Username}");
        await bob.LikesComment(rude);
        await bob.IsTold("comment");
        await carl.IsTold("mention");
        await alice.IsTold("comment_like");
        await bob.Reports(rude);
        var item = await _moderator.ItemOf(rude);
        await _moderator.Removes(item);

        foreach (var someone in new[] { alice, bob, carl })
        {
            Assert.Empty(await someone.Notices());
            Assert.Equal(0, await someone.Unread());
        }

        await _moderator.Approves(item);
        await bob.IsTold("comment");
        await carl.IsTold("mention");
        await alice.IsTold("comment_like");
    }

    [Fact]
    public async Task A_removed_reply_lowers_the_counts_of_its_comment_and_post()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var post = await bob.Posts(Pictures.Sunset());
        var top = await bob.Comments(post, "top");
        var (rude, kind) = (await alice.Comments(post, "rude", top), await alice.Comments(post, "kind", top));
        await bob.Reports(rude);
        await bob.Reports(kind);
        var (ofReply, ofOther) = (await _moderator.ItemOf(rude), await _moderator.ItemOf(kind));
        await _moderator.Removes(ofReply);
        Assert.Equal((2, 1), await Counts());
        await _moderator.Removes(ofOther);
        Assert.Equal((1, 0), await Counts());
        (await bob.Delete(top.Path())).Is(204);
        Assert.Equal(0, (await bob.Get(post.Path())).As<PostShape>().CommentCount);
        await _moderator.Approves(ofReply);
        Assert.Equal(0, (await bob.Get(post.Path())).As<PostShape>().CommentCount);

        async Task<(int Comments, int Replies)> Counts() => (
            (await bob.Get(post.Path())).As<PostShape>().CommentCount,
            Assert.Single((await bob.List<CommentShape>($"{post.Path()}/comments")).Items).ReplyCount);
    }

    [Fact]
    public async Task A_suspended_account_is_shown_to_nobody_and_comes_back_whole()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var (post, other) = (await bob.Posts(Pictures.Sunset()), await alice.Posts(Pictures.Sunset(seed: 2)));
        await alice.Follows(bob);
        await bob.Follows(alice);
        await bob.Likes(other);
        await bob.Comments(other, "hello");
        await alice.SeesInFeed(post);

        await _moderator.Suspends(bob);
        await _moderator.Suspends(bob);
        foreach (var viewer in new[] { alice, _product.Nobody })
        {
            (await viewer.Get(bob.Path())).NotFound();
            (await viewer.Get($"/api/v1/users/by-username/{bob.Username}")).NotFound();
            await viewer.DoesNotSee(post);
            Assert.Empty((await viewer.List<CommentShape>($"{other.Path()}/comments")).Items);
        }
        await alice.DoesNotSeeInFeed(post);
        Assert.Empty((await alice.List<CardShape>($"{other.Path()}/likes")).Items);
        Assert.Empty((await alice.List<CardShape>($"{alice.Path()}/followers")).Items);
        (await alice.Post($"{bob.Path()}/follow")).NotFound();
        Assert.Single(await _moderator.ItemsOf("user", bob.Id));

        await _moderator.Restores(bob);
        await alice.Sees(post);
        await alice.SeesInFeed(post);
        Assert.Single((await alice.List<CommentShape>($"{other.Path()}/comments")).Items);
        Assert.True((await alice.Profile(bob)).Viewer!.Follows);
        Assert.Equal("approved", Assert.Single(await bob.Decisions()).Decision);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_suspension_that_stopped_halfway_is_repeated_or_taken_back(bool repeated)
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await _product.Grains.GetGrain<IUserGrain>(bob.Number).SetSuspended(true);

        if (repeated)
        {
            await _moderator.Suspends(bob);
            Assert.Equal("removed", Assert.Single(await bob.Decisions()).Decision);
        }
        await _moderator.Restores(bob);

        (await alice.Get(bob.Path())).Is(200);
        Assert.Equal("approved", Assert.Single(await bob.Decisions()).Decision);
    }

    [Fact]
    public async Task A_suspended_account_reads_and_appeals_but_reaches_nobody()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var (mine, other) = (await bob.Posts(Pictures.Sunset()), await alice.Posts(Pictures.Sunset(seed: 2)));
        await alice.Reports(bob);
        await _moderator.Removes(await _moderator.ItemOf(bob));

        bob = await bob.SignsInAgain();
        Assert.Equal(bob.Id, (await bob.Me()).Id);
        await bob.Sees(mine);
        await bob.Sees(other);
        var comment = await alice.Comments(other, "hi");
        var medium = await bob.UploadsReady(Pictures.Sunset(seed: 3));
        (string Path, object? Body)[] writes =
        [
            ("/api/v1/posts", new { mediaIds = new[] { medium } }), ($"{other.Path()}/like", null),
            ($"{other.Path()}/comments", new { text = "hello" }), ($"{comment.Path()}/like", null),
            ($"{alice.Path()}/follow", null), ("/api/v1/reports", new { kind = "user", id = alice.Id, reason = "!" }),
        ];
        foreach (var (path, body) in writes)
        {
            var refused = (await bob.Post(path, body)).Problem(403, "forbidden");
            Assert.Contains("suspended", refused.Detail, StringComparison.Ordinal);
        }
        (await bob.Patch("/api/v1/users/me", new { bio = "new" })).Problem(403, "forbidden");
        (await bob.Put("/api/v1/users/me/avatar", new { mediaId = medium })).Problem(403, "forbidden");
        (await bob.Post($"{alice.Path()}/block")).Is(204);
        (await bob.Delete(mine.Path())).Is(204);

        var decision = Assert.Single(await bob.Decisions());
        Assert.Equal(("user", bob.Id, "removed"), (decision.Kind, decision.TargetId, decision.Decision));
        await bob.Appeals(decision);
        await _moderator.Approves(await _moderator.ItemOf(bob));
        (await bob.Patch("/api/v1/users/me", new { bio = "new" })).Is(200);
    }

    [Fact]
    public async Task A_moderator_opens_the_picture_that_is_reported_and_no_other()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var (reported, quiet) = (await bob.Posts(Pictures.Sunset()), await bob.Posts(Pictures.Sunset(seed: 1)));
        await alice.Follows(bob);
        await bob.BecomesPrivate();
        (await _moderator.Get(reported.Media[0].Urls.Small)).NotFound();
        await alice.Reports(reported);
        var item = await _moderator.ItemOf(reported);

        (await _moderator.Get(item.Content!.Media.Single().Urls.Small)).Is(200);
        (await _moderator.Get(reported.Path())).NotFound();
        (await _moderator.Get(quiet.Media[0].Urls.Small)).NotFound();
        await _moderator.Removes(item);
        (await _moderator.Get(reported.Media[0].Urls.Small)).Is(200);
        await _moderator.Approves(item);
        (await _moderator.Get(reported.Media[0].Urls.Small)).NotFound();
    }

    [Fact]
    public async Task What_is_deleted_meanwhile_can_still_be_decided()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Reports(post);
        await bob.Deletes(post);
        var item = await _moderator.ItemOf(post);
        Assert.Null(item.Content);
        await _moderator.Removes(item);
        await _moderator.Approves(item);
        (await alice.Get(post.Path())).NotFound();
    }

    [Fact]
    public async Task A_removed_story_is_gone_for_everyone_and_comes_back_while_it_lives()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await alice.Follows(bob);
        var story = await bob.PostsStory();
        await alice.SeesStory(bob, story);
        (await alice.Reports("story", story.Id)).Is(202);
        var item = Assert.Single(await _moderator.ItemsOf("story", story.Id));
        (await _moderator.Get(item.Content!.Media.Single().Urls.Small)).Is(200);
        await _moderator.Removes(item);
        await alice.DoesNotSeeStory(bob, story);
        var decision = Assert.Single(await bob.Decisions());
        Assert.Equal(("story", story.Id), (decision.Kind, decision.TargetId));
        await bob.Appeals(decision);
        await _moderator.Approves(item);
        await alice.SeesStory(bob, story);
    }

    [Fact]
    public async Task A_removed_post_and_a_suspended_account_are_found_by_no_search()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var word = $"w{Guid.NewGuid():n}";
        var mediaIds = new[] { await bob.Uploads(Pictures.Sunset()) };
        var post = await bob.Published(await bob.Submits(new { mediaIds, caption = $"{word} #{word}" }));
        await Eventually.Holds(async () => (await Found($"/api/v1/search?type=posts&q={word}"))
            .Contains(post.Id, StringComparison.Ordinal));
        await Eventually.Holds(async () =>
            (await Found($"/api/v1/search?type=users&q={bob.Username}")).Contains(bob.Id, StringComparison.Ordinal));
        await alice.Reports(post);
        await _moderator.Removes(await _moderator.ItemOf(post));
        Assert.DoesNotContain(post.Id, await Found($"/api/v1/search?type=posts&q={word}"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            word, await Found($"/api/v1/search?type=hashtags&q={word[..8]}"), StringComparison.Ordinal);
        await _moderator.Suspends(bob);
        Assert.DoesNotContain(
            bob.Id, await Found($"/api/v1/search?type=users&q={bob.Username}"), StringComparison.Ordinal);
        await _moderator.Restores(bob);
        await _moderator.Approves(await _moderator.ItemOf(post));
        await Eventually.Holds(async () => (await Found($"/api/v1/search?type=posts&q={word}"))
            .Contains(post.Id, StringComparison.Ordinal));

        async Task<string> Found(string path) => (await alice.Get(path)).Is(200).Text;
    }

    [Fact]
    public async Task Who_is_over_a_budget_is_brought_up_once_a_day()
    {
        await using var product = await Product.Start(
            Moderating.Setting, "Limits:Enabled=true", "Limits:LikesPerHour=1");
        var moderator = await product.SignUpModerator();
        var (bob, eve) = (await product.SignUp("bob"), await product.SignUp("eve"));
        var (first, second) = (await bob.Posts(Pictures.Sunset()), await bob.Posts(Pictures.Sunset(seed: 1)));
        await eve.Likes(first);
        (await eve.Post($"{second.Path()}/like")).Problem(429, "rate_limited");
        (await eve.Post($"{second.Path()}/like")).Problem(429, "rate_limited");
        var item = await moderator.ItemOf(eve);
        Assert.Equal(("open", "budget", 1), (item.Status, item.Source, item.Reasons.Count));
        Assert.Equal([("machine", "flag")], await moderator.LogOf(eve.Id));
    }

    private static async Task<IEnumerable<string>> Shown(Member viewer, PostShape post) =>
        (await viewer.List<CommentShape>($"{post.Path()}/comments")).Items.Select(comment => comment.Id);

    public sealed class World : IAsyncLifetime
    {
        public Product Product { get; private set; } = null!;

        public Member Moderator { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Product = await Product.Start(Moderating.Setting);
            Moderator = await Product.SignUpModerator();
        }

        public async Task DisposeAsync() => await Product.DisposeAsync();
    }
}
