using System.Text.Json;
using Instagram.Grains.Feed;

namespace Instagram.Tests.Scenarios;

/// <summary>
/// The first page that an awake feed keeps ready: the same as one that is read, and gone with whatever changes it.
/// </summary>
[Collection(ScenarioGroup.Name)]
public sealed class ReadyFeedTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_ready_post_is_byte_for_byte_the_post()
    {
        var (alice, bob, carol) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("carol"));
        await alice.Follows(bob);
        var upload = await bob.UploadsReady(Pictures.Sunset());
        var post = await bob.Published(await bob.Submits(new
        {
            mediaIds = new[] { upload }, caption = $"\"Schön\" <b>&\n@{carol.Username} and @{bob.Username} #über",
            altTexts = new[] { "a \\ b" }, location = new { name = "Köln", lat = 50.9, lng = -6.95 },
        }));
        var plain = await bob.Posts(Pictures.Sunset());
        await alice.Likes(post);
        (await alice.Post($"{plain.Path()}/save")).Is(204);
        (await alice.Patch("/api/v1/users/me", new { displayName = "Alice" })).Is(200);
        await bob.Likes(plain);
        await IsReady(alice);

        var page = JsonDocument.Parse((await alice.Get("/api/v1/feed")).Text).RootElement;

        Assert.Equal(2, page.GetProperty("posts").GetArrayLength());
        foreach (var shown in page.GetProperty("posts").EnumerateArray())
        {
            var alone = await alice.Get($"/api/v1/posts/{shown.GetProperty("id").GetString()}");
            Assert.Equal(alone.Text, shown.GetRawText());
        }
        Assert.Equal("application/json; charset=utf-8", (await alice.Get("/api/v1/feed")).Header("Content-Type"));
    }

    [Fact]
    public async Task The_second_page_goes_on_where_a_ready_first_one_ends()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var posts = await new QuickPosts(_product).Old(bob, 25);
        await alice.Follows(bob);
        await IsReady(alice);

        var first = await alice.Feed();
        var second = await alice.Feed($"?cursor={first.Cursor}");

        Assert.Equal(20, first.Posts.Count);
        Assert.Equal(posts.Order(), first.Posts.Concat(second.Posts).Select(post => post.Id).Order());
        Assert.False(second.HasMore);
    }

    [Theory]
    [InlineData("unfollow")]
    [InlineData("mute")]
    [InlineData("block")]
    [InlineData("be blocked")]
    [InlineData("be removed")]
    [InlineData("delete")]
    [InlineData("suspend")]
    [InlineData("leave")]
    public async Task What_may_no_longer_be_seen_is_in_no_ready_page(string what)
    {
        var (alice, bob, dave) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("dave"));
        await alice.Follows(bob, dave);
        var post = await bob.Posts(Pictures.Sunset());
        await IsReady(alice);
        await alice.SeesInFeed(post);
        await IsReady(alice);

        await (what switch
        {
            "unfollow" => alice.Unfollows(bob),
            "mute" => Done(alice.Post($"{bob.Path()}/mute")),
            "block" => Done(alice.Post($"{bob.Path()}/block")),
            "be blocked" => Done(bob.Post($"{alice.Path()}/block")),
            "be removed" => bob.RemovesFollower(alice),
            "delete" => bob.Deletes(post),
            "suspend" => _product.Grains.GetGrain<Instagram.Grains.Users.IUserGrain>(bob.Number).SetSuspended(true),
            _ => bob.Leaves(),
        });

        await alice.DoesNotSeeInFeed(post);
        // The next page is made out of the last one.
        await alice.SeesInFeed(await dave.Posts(Pictures.Sunset()));
        await alice.DoesNotSeeInFeed(post);
    }

    [Fact]
    public async Task Marks_on_a_post_that_came_while_the_feed_was_awake_are_shown_however_they_were_set()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        await IsReady(alice);
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Likes(post);
        (await alice.Post($"{post.Path()}/save")).Is(204);
        await alice.SeesInFeed(post);
        Assert.Equal((1, true, true), await Shown(alice));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? alice.Likes(post) : alice.Unlikes(post)));
        await bob.Posts(Pictures.Sunset(40, 40));
        var page = await Eventually.Becomes(async () => (await alice.Feed()).Posts, posts => posts.Count == 2);
        var inFeed = page.Single(one => one.Id == post.Id);
        var alone = (await alice.Get(post.Path())).As<PostShape>();
        Assert.Equal((alone.LikeCount, alone.Viewer), (inFeed.LikeCount, inFeed.Viewer));
        Assert.Equal(alone.LikeCount == 1, alone.Viewer.Liked);
    }

    [Fact]
    public async Task Who_blocks_is_mentioned_no_more()
    {
        var (alice, bob, carol) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("carol"));
        await alice.Follows(bob);
        var upload = await bob.UploadsReady(Pictures.Sunset());
        await bob.Published(await bob.Submits(
            new { mediaIds = new[] { upload }, caption = $"with @{carol.Username}" }));
        await IsReady(alice);
        Assert.Single(Assert.Single((await alice.Feed()).Posts).Mentions);

        (await carol.Post($"{alice.Path()}/block")).Is(204);

        Assert.Empty(Assert.Single((await alice.Feed()).Posts).Mentions);
    }

    [Fact]
    public async Task Counts_and_ones_own_marks_are_live_in_a_page_that_stays_ready()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        var post = await bob.Posts(Pictures.Sunset());
        var front = await IsReady(alice);

        await bob.Likes(post);
        await alice.Likes(post);
        Assert.Equal((2, true, false), await Shown(alice));
        (await alice.Post($"{post.Path()}/save")).Is(204);
        await alice.Unlikes(post);
        Assert.Equal((1, false, true), await Shown(alice));

        Assert.Same(front, _product.Service<FeedCells>().Find(alice.Number)!.Front);
        await bob.Comments(post, "hello");
        Assert.Equal(1, Assert.Single((await alice.Feed()).Posts).CommentCount);
    }

    [Fact]
    public async Task An_edited_post_and_a_renamed_author_are_shown_as_they_are()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        var post = await bob.Posts(Pictures.Sunset());
        await IsReady(alice);

        (await bob.Patch(post.Path(), new { caption = "now this" })).Is(200);
        Assert.Equal("now this", Assert.Single((await alice.Feed()).Posts).Caption);
        await IsReady(alice);
        (await bob.Patch("/api/v1/users/me", new { displayName = "Robert" })).Is(200);
        Assert.Equal("Robert", Assert.Single((await alice.Feed()).Posts).Author.DisplayName);
    }

    [Theory]
    [InlineData("?limit=5&limit=20")]
    [InlineData("?limit=0")]
    [InlineData("?limit=101")]
    [InlineData("?order=ranked&order=ranked")]
    [InlineData("?order=best")]
    [InlineData("?cursor=x")]
    public async Task A_bad_query_is_no_less_bad_for_a_ready_page(string query)
    {
        var alice = await _product.SignUp("alice");
        await IsReady(alice);
        (await alice.Get($"/api/v1/feed{query}")).Problem(400, "invalid");
    }

    [Fact]
    public async Task A_dead_token_opens_no_ready_page()
    {
        var alice = await _product.SignUp("alice");
        await IsReady(alice);
        (await alice.Post("/api/v1/auth/logout")).Is(204);
        (await alice.Get("/api/v1/feed")).Problem(401, "unauthenticated");
    }

    private static async Task Done(Task<Answer> answer) => (await answer).Is(204);

    private static async Task<(int Likes, bool Liked, bool Saved)> Shown(Member reader)
    {
        var post = Assert.Single((await reader.Feed()).Posts);
        return (post.LikeCount, post.Viewer.Liked, post.Viewer.Saved);
    }

    /// <summary>Reads the feed until its first page is ready.</summary>
    private Task<FeedFront> IsReady(Member reader) => Eventually.Becomes(
        async () =>
        {
            await reader.Feed();
            return _product.Service<FeedCells>().Find(reader.Number)?.Front!;
        },
        front => front?.IsGood(TimeProvider.System.GetUtcNow()) is true);
}
