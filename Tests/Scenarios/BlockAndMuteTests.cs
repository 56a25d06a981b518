namespace Instagram.Tests.Scenarios;

/// <summary>A block severs and hides in both directions at once; a mute is between the reader and their feed.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class BlockAndMuteTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task After_a_block_neither_sees_anything_of_the_other()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await alice.Follows(bob);
        await bob.Follows(alice);
        var (ofBob, ofAlice) = (await bob.Posts(Pictures.Sunset()), await alice.Posts(Pictures.Sunset()));
        await alice.SeesInFeed(ofBob);
        await bob.SeesInFeed(ofAlice);

        (await bob.Post($"{alice.Path()}/block")).Is(204);
        await alice.DoesNotSee(ofBob);
        await alice.DoesNotSeeInFeed(ofBob);
        await bob.DoesNotSee(ofAlice);
        await bob.DoesNotSeeInFeed(ofAlice);
        (await alice.Get(bob.Path())).NotFound();
        (await alice.Get($"/api/v1/users/by-username/{bob.Username}")).NotFound();
        (await alice.Post($"{bob.Path()}/follow")).NotFound();
        (await alice.Post($"{ofBob.Path()}/like")).NotFound();
        Assert.Empty((await bob.List<CardShape>($"{bob.Path()}/followers")).Items);
        Assert.Empty((await bob.List<CardShape>($"{bob.Path()}/following")).Items);
        Assert.Equal((0, 0), ((await bob.Me()).FollowerCount, (await bob.Me()).FollowingCount));
    }

    [Fact]
    public async Task Who_blocks_sees_a_card_to_take_it_back_by()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        (await alice.Patch("/api/v1/users/me", new { bio = "hello" })).Is(200);
        (await bob.Post($"{alice.Path()}/block")).Is(204);
        (await bob.Post($"{alice.Path()}/block")).Is(204);

        var card = await bob.Profile(alice);
        Assert.Equal((alice.Username, "", true), (card.Username, card.Bio, card.Viewer!.Blocks));
        Assert.Equal(alice.Id, Assert.Single((await bob.List<CardShape>("/api/v1/users/me/blocks")).Items).Id);
        Assert.Empty((await alice.List<CardShape>("/api/v1/users/me/blocks")).Items);

        (await bob.Delete($"{alice.Path()}/block")).Is(204);
        (await bob.Delete($"{alice.Path()}/block")).Is(204);
        Assert.Equal("hello", (await bob.Profile(alice)).Bio);
        Assert.False((await alice.Profile(bob)).Viewer!.Follows);
    }

    [Fact]
    public async Task On_a_third_persons_post_the_two_sides_of_a_block_do_not_meet()
    {
        var (bob, alice, carol) =
            (await _product.SignUp("bob"), await _product.SignUp("alice"), await _product.SignUp("carol"));
        var post = await carol.Posts(Pictures.Sunset());
        await alice.Likes(post);
        var comment = await alice.Comments(post, "hello");
        await bob.Comments(post, "hi");
        (await bob.Post($"{alice.Path()}/block")).Is(204);

        Assert.DoesNotContain(await Comments(bob), shown => shown.Author.Id == alice.Id);
        Assert.DoesNotContain(await Comments(alice), shown => shown.Author.Id == bob.Id);
        Assert.Equal(2, (await Comments(carol)).Count);
        Assert.Empty((await bob.List<CardShape>($"{post.Path()}/likes")).Items);
        (await bob.Post($"{comment.Path()}/like")).NotFound();

        async Task<IReadOnlyList<CommentShape>> Comments(Member reader) =>
            (await reader.List<CommentShape>($"{post.Path()}/comments")).Items;
    }

    [Fact]
    public async Task What_the_blocked_wrote_under_ones_own_post_can_still_be_removed()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var post = await bob.Posts(Pictures.Sunset());
        var comment = await alice.Comments(post, "boo");
        (await bob.Post($"{alice.Path()}/block")).Is(204);

        (await alice.Delete(comment.Path())).NotFound();
        (await bob.Delete(comment.Path())).Is(204);
        Assert.Equal(0, (await bob.Get(post.Path())).As<PostShape>().CommentCount);
    }

    [Fact]
    public async Task A_block_holds_after_a_restart()
    {
        await using var product = await Product.Start();
        var (bob, alice) = (await product.SignUp("bob"), await product.SignUp("alice"));
        var post = await bob.Posts(Pictures.Sunset());
        (await bob.Post($"{alice.Path()}/block")).Is(204);
        await product.Restart();
        await alice.DoesNotSee(post);
        (await alice.Get(bob.Path())).NotFound();
    }

    [Fact]
    public async Task A_muted_author_is_out_of_the_feed_and_nothing_else_changes()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await alice.Follows(bob);
        var before = await bob.Posts(Pictures.Sunset());
        await alice.SeesInFeed(before);

        (await alice.Post($"{bob.Path()}/mute")).Is(204);
        var during = await bob.Posts(Pictures.Sunset());
        await bob.SeesInFeed(during);
        await alice.DoesNotSeeInFeed(before);
        await alice.DoesNotSeeInFeed(during);
        await alice.Sees(during);
        var viewer = (await alice.Profile(bob)).Viewer!;
        Assert.Equal((true, true), (viewer.Follows, viewer.Mutes));
        Assert.False((await bob.Profile(alice)).Viewer!.Mutes);
        Assert.Equal(bob.Id, Assert.Single((await alice.List<CardShape>("/api/v1/users/me/mutes")).Items).Id);

        (await alice.Delete($"{bob.Path()}/mute")).Is(204);
        await alice.SeesInFeed(before);
        await alice.SeesInFeed(during);
    }

    [Fact]
    public async Task A_mute_holds_when_the_feed_wakes_again()
    {
        await using var product = await Product.Start();
        var (bob, alice) = (await product.SignUp("bob"), await product.SignUp("alice"));
        await alice.Follows(bob);
        (await alice.Post($"{bob.Path()}/mute")).Is(204);
        var post = await bob.Posts(Pictures.Sunset());
        await product.Restart();
        await alice.DoesNotSeeInFeed(post);
    }

    [Fact]
    public async Task Nobody_blocks_or_mutes_themselves_or_nothing()
    {
        var bob = await _product.SignUp("bob");
        foreach (var verb in new[] { "block", "mute" })
        {
            (await bob.Post($"{bob.Path()}/{verb}")).Invalid("id");
            (await bob.Post($"/api/v1/users/123456789/{verb}")).NotFound();
            (await bob.Delete($"/api/v1/users/123456789/{verb}")).NotFound();
        }
    }
}
