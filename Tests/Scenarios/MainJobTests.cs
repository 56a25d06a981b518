using Instagram.Media.Images;

namespace Instagram.Tests.Scenarios;

/// <summary>What the product is for: a photo from one person's disk into another's feed.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class MainJobTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_photo_travels_from_its_authors_disk_into_a_followers_feed()
    {
        var alice = await _product.SignUp("alice");
        var bob = await _product.SignUp("bob");
        await alice.Follows(bob);
        Assert.Empty((await alice.Feed()).Posts);

        var ticket = await bob.Announces(Pictures.Sunset(1400, 1050));
        Assert.Equal("pending", (await bob.Upload(ticket.MediaId)).Status);
        (await bob.Sends(ticket, Pictures.Sunset(1400, 1050))).Is(200);
        (await bob.Completes(ticket.MediaId)).Is(202);
        var upload = await bob.Settled(ticket.MediaId);
        Assert.Equal(("ready", 1400, 1050), (upload.Status, upload.Media!.Width, upload.Media.Height));

        var submitted = await bob.Submits(new
        {
            mediaIds = new[] { ticket.MediaId }, caption = $"#Sunset with @{alice.Username}",
            altTexts = new[] { "The sun over the sea" }, location = new { name = "Cabo", lat = 38.78, lng = -9.5 },
        });
        var post = await bob.Published(submitted);
        await alice.SeesInFeed(post);

        var opened = (await alice.Get(post.Path())).As<PostShape>();
        Assert.Equal(bob.Username, opened.Author.Username);
        Assert.Equal(["sunset"], opened.Hashtags);
        Assert.Equal(alice.Id, Assert.Single(opened.Mentions).Id);
        Assert.Equal(("Cabo", 38.78, -9.5), (opened.Location!.Name, opened.Location.Lat, opened.Location.Lng));
        Assert.Equal("The sun over the sea", Assert.Single(opened.Media).AltText);
        Assert.NotEmpty(opened.Media[0].Blurhash);

        var urls = opened.Media[0].Urls;
        (string Url, int Width, int Height)[] variants =
        [
            (urls.Thumbnail, 150, 150), (urls.Small, 320, 240), (urls.Medium, 640, 480), (urls.Large, 1080, 810),
        ];
        foreach (var (url, width, height) in variants)
        {
            var picture = (await alice.Get(url)).Is(200);
            Assert.Equal(ImageFormat.Webp, ImageFormats.Detect(picture.Bytes));
            Assert.Equal((width, height), Pictures.SizeOf(picture.Bytes));
        }
    }

    [Fact]
    public async Task Counts_follow_what_people_do()
    {
        var alice = await _product.SignUp("alice");
        var bob = await _product.SignUp("bob");
        await alice.Follows(bob);
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Likes(post);
        await alice.Likes(post);

        var profile = await alice.Profile(bob);
        Assert.Equal((1, 1, 0), (profile.PostCount, profile.FollowerCount, profile.FollowingCount));
        Assert.Equal(1, (await alice.Me()).FollowingCount);
        var liked = (await alice.Get(post.Path())).As<PostShape>();
        Assert.Equal((1, true), (liked.LikeCount, liked.Viewer.Liked));
        Assert.False((await bob.Get(post.Path())).As<PostShape>().Viewer.Liked);
        var likes = await bob.List<CardShape>($"{post.Path()}/likes");
        Assert.Equal(alice.Id, Assert.Single(likes.Items).Id);

        await alice.Unlikes(post);
        await alice.Unfollows(bob);
        await bob.Deletes(post);
        profile = await alice.Profile(bob);
        Assert.Equal((0, 0, 0), (profile.PostCount, profile.FollowerCount, profile.FollowingCount));
    }

    [Fact]
    public async Task One_form_is_enough_to_post_several_pictures()
    {
        var alice = await _product.SignUp("alice");
        var bob = await _product.SignUp("bob");
        await alice.Follows(bob);

        var answer = await bob.PostsForm(
            [
                ("caption", "Two #views"), ("altText", "first"), ("altText", "second"),
                ("location", """{"name":"Hill","lat":1.5,"lng":2}"""),
            ],
            (Pictures.Sunset(300, 200), "image/jpeg"), (Pictures.Png(), "image/png"));
        var post = await bob.Published(answer.As<PostShape>(201));

        Assert.Equal([(300, "first"), (64, "second")], post.Media.Select(medium => (medium.Width, medium.AltText!)));
        Assert.Equal(("Two #views", "Hill"), (post.Caption, post.Location!.Name));
        await alice.SeesInFeed(post);
        await alice.Sees(post);
    }

    [Fact]
    public async Task A_post_of_ten_pictures_keeps_their_order()
    {
        var bob = await _product.SignUp("bob");
        var post = await bob.Posts([.. Enumerable.Range(0, 10).Select(i => Pictures.Sunset(60 + i, 60, i))]);
        Assert.Equal(Enumerable.Range(60, 10), post.Media.Select(medium => medium.Width));
    }

    [Fact]
    public async Task A_damaged_picture_fails_its_post_and_says_why()
    {
        var bob = await _product.SignUp("bob");
        var alice = await _product.SignUp("alice");
        await alice.Follows(bob);

        var mediaIds = new[] { await bob.Uploads(Pictures.Sunset()), await bob.Uploads(Pictures.Damaged()) };
        var answer = await bob.Post("/api/v1/posts", new { mediaIds });
        var rejected = await bob.Settled(mediaIds[1]);
        Assert.Equal("rejected", rejected.Status);
        Assert.NotEmpty(rejected.Reason!);
        Assert.Null(rejected.Media);
        if (answer.Status == 409)
        {
            // The picture was found out before the post was made: then there is none.
            answer.Problem(409, "conflict");
            return;
        }
        var post = await Eventually.Becomes(
            async () => (await bob.Get(answer.As<PostShape>(201).Path())).As<PostShape>(),
            seen => seen.Status == "failed");
        await alice.DoesNotSee(post);
        await alice.DoesNotSeeInFeed(post);
        Assert.Equal(0, (await bob.Me()).PostCount);
        await bob.Deletes(post);
        (await bob.Get(post.Path())).NotFound();
    }
}
