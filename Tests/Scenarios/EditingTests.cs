namespace Instagram.Tests.Scenarios;

public sealed class EditingTests(ProductFixture fixture) : IClassFixture<ProductFixture>
{
    private static readonly object Paris = new { name = "Paris", lat = 48.8566, lng = 2.3522 };

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_new_caption_brings_new_hashtags_and_mentions_and_a_time()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var post = await bob.Posts(Pictures.Sunset());
        Assert.Null(post.EditedAt);

        var edited = await bob.Edits(post, new { caption = $"Dusk #Sunset with @{alice.Username}" });

        Assert.Equal($"Dusk #Sunset with @{alice.Username}", edited.Caption);
        Assert.Equal(["sunset"], edited.Hashtags);
        Assert.Equal(alice.Id, Assert.Single(edited.Mentions).Id);
        Assert.InRange(edited.EditedAt!.Value, edited.CreatedAt, edited.CreatedAt.AddMinutes(5));
        var seen = (await alice.Get(post.Path())).As<PostShape>();
        Assert.Equal((edited.Caption, edited.EditedAt), (seen.Caption, seen.EditedAt));
        Assert.Equal(post.CreatedAt, seen.CreatedAt);
    }

    [Fact]
    public async Task What_is_absent_stays_and_a_location_of_null_goes()
    {
        var bob = await _product.SignUp("bob");
        var mediaIds = new[] { await bob.Uploads(Pictures.Sunset()), await bob.Uploads(Pictures.Sunset(seed: 1)) };
        var post = await bob.Published(await bob.Submits(
            new { mediaIds, caption = "two #skies", altTexts = new[] { "one", "two" }, location = Paris }));

        var captioned = await bob.Edits(post, new { caption = "two skies" });
        Assert.Empty(captioned.Hashtags);
        Assert.Equal("Paris", captioned.Location!.Name);
        Assert.Equal(["one", "two"], captioned.Media.Select(medium => medium.AltText));

        var described = await bob.Edits(post, new { altTexts = new[] { "  ", "the second" } });
        Assert.Equal([null, "the second"], described.Media.Select(medium => medium.AltText));
        Assert.Equal("two skies", described.Caption);
        var shorter = await bob.Edits(post, new { altTexts = new[] { "the first" } });
        Assert.Equal(["the first", null], shorter.Media.Select(medium => medium.AltText));

        var nowhere = await bob.Edits(post, new { location = (object?)null });
        Assert.Null(nowhere.Location);
        Assert.Equal("two skies", nowhere.Caption);
        var moved = await bob.Edits(post, new { location = Paris });
        Assert.Equal(post.Location!.Id, moved.Location!.Id);
        var empty = await bob.Edits(post, new { caption = "" });
        Assert.Equal("", empty.Caption);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_leaves_no_trace()
    {
        var bob = await _product.SignUp("bob");
        var post = await bob.Posts(Pictures.Sunset());

        object[] nothings = [new { }, new { caption = post.Caption }, new { location = (object?)null }];
        foreach (var nothing in nothings)
        {
            Assert.Null((await bob.Edits(post, nothing)).EditedAt);
        }
    }

    [Fact]
    public async Task Only_its_author_edits_a_post_and_a_hidden_one_is_not_there()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        var post = await bob.Posts(Pictures.Sunset());
        (await eve.Patch(post.Path(), new { caption = "mine" })).Problem(403, "forbidden");
        (await _product.Nobody.Patch(post.Path(), new { caption = "mine" })).Problem(401, "unauthenticated");
        await bob.BecomesPrivate();
        (await eve.Patch(post.Path(), new { caption = "mine" })).NotFound();
        await bob.Deletes(post);
        (await bob.Patch(post.Path(), new { caption = "late" })).NotFound();
    }

    [Fact]
    public async Task An_edit_is_there_after_a_restart_and_before_the_post_is_published()
    {
        await using var product = await Product.Start(HeldProcessing.Setting);
        var bob = await product.SignUp("bob");
        var held = await HeldProcessing.Of(product);
        var post = await bob.Submits(new { mediaIds = new[] { await bob.Uploads(Pictures.Sunset()) } });
        Assert.Equal("processing", post.Status);
        var edited = await bob.Edits(post, new { caption = "early #bird", altTexts = new[] { "a bird" } });
        held.LetGo();
        var published = await bob.Published(post);
        Assert.Equal(("early #bird", "a bird"), (published.Caption, published.Media[0].AltText));

        await product.Restart();

        var kept = (await bob.Get(post.Path())).As<PostShape>();
        Assert.Equal((edited.Caption, edited.EditedAt), (kept.Caption, kept.EditedAt));
        Assert.Equal("bird", Assert.Single(kept.Hashtags));
        Assert.Equal("a bird", kept.Media[0].AltText);
    }

    [Fact]
    public async Task Edits_at_once_leave_one_of_them_whole()
    {
        var bob = await _product.SignUp("bob");
        var post = await bob.Posts(Pictures.Sunset());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            bob.Edits(post, new { caption = $"#tag{i}", altTexts = new[] { $"text {i}" } })));

        var seen = (await bob.Get(post.Path())).As<PostShape>();
        Assert.Equal($"#{Assert.Single(seen.Hashtags)}", seen.Caption);
        Assert.Equal($"text {seen.Caption[^1]}", seen.Media[0].AltText);
    }

    [Fact]
    public async Task Editing_a_post_leaves_its_likes_comments_and_place_in_lists_alone()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await alice.Follows(bob);
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Likes(post);
        await alice.Comments(post, "nice");

        await bob.Edits(post, new { caption = "nicer" });

        await alice.SeesInFeed(post);
        var seen = Assert.Single((await alice.Feed()).Posts);
        Assert.Equal(("nicer", 1, 1), (seen.Caption, seen.LikeCount, seen.CommentCount));
    }

    [Fact]
    public async Task People_newly_named_are_told_and_those_no_longer_named_are_not()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var post = await bob.Posts(Pictures.Sunset());
        for (var round = 0; round < 2; round++)
        {
            await bob.Edits(post, new { caption = $"with @{alice.Username}" });
            Assert.Equal(post.Id, (await alice.IsTold("mention")).Post!.Id);
            await bob.Edits(post, new { caption = "alone" });
            await alice.IsNotTold("mention");
        }
    }
}
