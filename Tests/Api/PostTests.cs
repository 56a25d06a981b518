namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class PostTests(ProductFixture fixture)
{
    private const string Posts = "/api/v1/posts";

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_post_of_a_picture_that_is_ready_is_published_at_once()
    {
        var bob = await _product.SignUp("bob");
        var mediaId = await bob.UploadsReady(Pictures.Sunset(300, 200));
        var post = await bob.Submits(new { mediaIds = new[] { mediaId } });

        Assert.Equal(("published", "", 0, 0, null, null), (
            post.Status, post.Caption, post.LikeCount, post.CommentCount, post.Location, post.EditedAt));
        Assert.Equal(new PostViewerShape(false, false), post.Viewer);
        Assert.Equal(bob.Username, post.Author.Username);
        var medium = Assert.Single(post.Media);
        Assert.Equal((mediaId, "image", 300, 200, null), (
            medium.Id, medium.Kind, medium.Width, medium.Height, medium.AltText));
        Assert.Equal(post.Id, (await _product.Nobody.Get(post.Path())).As<PostShape>().Id);
    }

    [Theory]
    [InlineData("""{}""", "mediaIds")]
    [InlineData("""{"mediaIds":null}""", "mediaIds")]
    [InlineData("""{"mediaIds":[]}""", "mediaIds")]
    [InlineData("""{"mediaIds":["1","2","3","4","5","6","7","8","9","10","11"]}""", "mediaIds")]
    [InlineData("""{"mediaIds":["1","1"]}""", "mediaIds")]
    [InlineData("""{"mediaIds":["1"],"caption":"a\u0000b"}""", "caption")]
    [InlineData("""{"mediaIds":["1"],"altTexts":["a","b"]}""", "altTexts")]
    [InlineData("""{"mediaIds":["1"],"altTexts":["a\u0000"]}""", "altTexts")]
    [InlineData("""{"mediaIds":["1"],"location":{"name":"x","lat":91,"lng":0}}""", "location.lat")]
    [InlineData("""{"mediaIds":["1"],"location":{"name":"x","lat":0,"lng":-181}}""", "location.lng")]
    [InlineData("""{"mediaIds":["1"],"location":{"name":"x","lng":0}}""", "location.lat")]
    [InlineData("""{"mediaIds":["1"],"location":{"name":" ","lat":0,"lng":0}}""", "location.name")]
    [InlineData("""{"mediaIds":["1"],"location":{"lat":0,"lng":0}}""", "location.name")]
    [InlineData("""{"mediaIds":["1"],"location":"Paris"}""", "request")]
    [InlineData("""{"mediaIds":"1"}""", "request")]
    [InlineData("""{"mediaIds":[1]}""", "request")]
    [InlineData("""{"mediaIds":["1"],"caption":5}""", "request")]
    [InlineData("""{"mediaIds":["1"],"caption":"\ud800"}""", "request")]
    [InlineData("""["1"]""", "request")]
    [InlineData("null", "request")]
    [InlineData("", "request")]
    [InlineData("{", "request")]
    public async Task A_post_that_is_not_as_it_should_be_is_refused(string body, string field)
    {
        var bob = await _product.SignUp("bob");
        (await bob.SendRaw(HttpMethod.Post, Posts, body)).Invalid(field);
    }

    [Theory]
    [InlineData(2_200, 201)]
    [InlineData(2_201, 400)]
    public async Task A_caption_has_at_most_2200_characters(int length, int status)
    {
        var bob = await _product.SignUp("bob");
        var mediaIds = new[] { await bob.Uploads(Pictures.Sunset()) };
        (await bob.Post(Posts, new { mediaIds, caption = new string('c', length) })).Is(status);
    }

    [Fact]
    public async Task A_caption_comes_back_as_it_was_written()
    {
        const string Caption =
            "  „Zwölf“ 🌅🏽 \u202Eabc\u202C\n\t<script>alert(1)</script> #Über_Grün #2 @no.one.at.all ";
        var bob = await _product.SignUp("bob");
        var mediaIds = new[] { await bob.Uploads(Pictures.Sunset()) };
        var post = await bob.Submits(new { mediaIds, caption = Caption });
        Assert.Equal(Caption, post.Caption);
        Assert.Equal(["über_grün"], post.Hashtags);
        Assert.Empty(post.Mentions);
    }

    [Fact]
    public async Task Pictures_of_others_and_ids_of_nothing_are_404_alike()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        var foreign = await eve.Post(Posts, new { mediaIds = new[] { await bob.UploadsReady(Pictures.Sunset()) } });
        foreign.NotFound();
        foreach (var id in new[] { "1", "0", "-1", "x", "", "99999999999999999999", " 1" })
        {
            var unknown = await eve.Post(Posts, new { mediaIds = new[] { id } });
            unknown.NotFound();
            Assert.Equal(foreign.WithoutTrace(), unknown.WithoutTrace());
        }
    }

    [Fact]
    public async Task A_picture_is_in_one_post()
    {
        var bob = await _product.SignUp("bob");
        var mediaIds = new[] { await bob.UploadsReady(Pictures.Sunset()) };
        await bob.Submits(new { mediaIds });
        (await bob.Post(Posts, new { mediaIds })).Problem(409, "conflict");
        Assert.Equal(1, (await bob.Me()).PostCount);
    }

    [Fact]
    public async Task A_picture_that_was_announced_and_never_sent_lets_its_post_wait()
    {
        var bob = await _product.SignUp("bob");
        var ticket = await bob.Announces(Pictures.Sunset());
        var post = await bob.Submits(new { mediaIds = new[] { ticket.MediaId } });
        Assert.Equal("processing", post.Status);
        (await bob.Sends(ticket, Pictures.Sunset())).Is(200);
        (await bob.Completes(ticket.MediaId)).Is(202);
        await bob.Published(post);
    }

    [Fact]
    public async Task Only_the_author_deletes_a_post_and_only_once()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        var post = await bob.Posts(Pictures.Sunset());
        (await eve.Delete(post.Path())).Problem(403, "forbidden");
        await eve.Sees(post);
        await bob.Deletes(post);
        (await bob.Delete(post.Path())).NotFound();
        (await eve.Delete(post.Path())).NotFound();
        (await eve.Post($"{post.Path()}/like")).NotFound();
        (await eve.Get($"{post.Path()}/likes")).NotFound();
    }

    [Fact]
    public async Task A_profiles_posts_are_paged_from_the_newest_on()
    {
        var bob = await _product.SignUp("bob");
        var posts = await new QuickPosts(_product).Old(bob, 23);
        foreach (var limit in new[] { 1, 5, 23, 100 })
        {
            var all = await bob.All<PostShape>($"{bob.Path()}/posts", limit);
            Assert.Equal(posts, all.Select(post => post.Id));
        }
        Assert.Equal(20, (await _product.Nobody.List<PostShape>($"{bob.Path()}/posts")).Items.Count);
    }

    [Fact]
    public async Task A_like_counts_once_and_is_taken_back_once()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var post = await bob.Posts(Pictures.Sunset());
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => alice.Likes(post)));
        await bob.Likes(post);
        Assert.Equal(2, (await bob.Get(post.Path())).As<PostShape>().LikeCount);
        var likers = await _product.SignUpMany("fan", 5);
        foreach (var fan in likers)
        {
            await fan.Likes(post);
        }
        Assert.Equal(
            [.. likers.Reverse().Select(fan => fan.Id), bob.Id, alice.Id],
            (await bob.All<CardShape>($"{post.Path()}/likes", 3)).Select(card => card.Id));

        await alice.Unlikes(post);
        await alice.Unlikes(post);
        var seen = (await alice.Get(post.Path())).As<PostShape>();
        Assert.Equal((6, false), (seen.LikeCount, seen.Viewer.Liked));
    }
}
