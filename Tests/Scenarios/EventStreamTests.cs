namespace Instagram.Tests.Scenarios;

/// <summary>Who has a stream open hears at once what happens, and later what happened while it was cut.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class EventStreamTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_like_arrives_live_and_is_the_notice_in_the_list()
    {
        var (bob, ana) = (await _product.SignUp("bob"), await _product.SignUp("ana"));
        var post = await bob.Posts(Pictures.Sunset());
        await using var events = await EventListener.Open(bob);
        await ana.Likes(post);
        var like = await events.Next<NoticeShape>("notice");
        Assert.Equal(("like", ana.Id, false), (like.Data.Kind, Assert.Single(like.Data.Actors).Id, like.Data.Seen));
        Assert.Equal(like.Data.Id, Assert.Single(await bob.Notices()).Id);
        await ana.Comments(post, "hi");
        var comment = await events.Next<NoticeShape>("notice");
        Assert.Equal("comment", comment.Data.Kind);
        Assert.True(comment.Id > like.Id);
    }

    [Fact]
    public async Task A_post_of_someone_followed_and_an_upload_arrive_live()
    {
        var (bob, ana) = (await _product.SignUp("bob"), await _product.SignUp("ana"));
        await bob.Follows(ana);
        await using var events = await EventListener.Open(bob);
        var post = await ana.Posts(Pictures.Sunset());
        var waiting = await events.Next<FeedEventShape>("feed");
        Assert.Equal((post.Id, ana.Id), (waiting.Data.PostId, waiting.Data.AuthorId));

        var medium = await bob.Uploads(Pictures.Sunset());
        var seen = new List<string>();
        while (!seen.Contains("ready"))
        {
            var upload = await events.Next<UploadStatusShape>("media");
            Assert.Equal(medium, upload.Data.Id);
            seen.Add(upload.Data.Status);
        }
        Assert.Equal(["processing", "ready", "uploaded"], seen.Order());
    }

    [Fact]
    public async Task What_must_not_be_seen_does_not_arrive()
    {
        var (bob, ana, eve) =
            (await _product.SignUp("bob"), await _product.SignUp("ana"), await _product.SignUp("eve"));
        var post = await bob.Posts(Pictures.Sunset());
        await bob.Mutes(eve);
        await using var events = await EventListener.Open(bob);
        await ana.Likes(post);
        Assert.Equal("like", (await events.Next<NoticeShape>("notice")).Data.Kind);
        await eve.Likes(post);
        await eve.Comments(post, "hear me");
        await ana.Comments(post, "hi");
        var comment = await events.Next<NoticeShape>("notice");
        Assert.Equal(("comment", 1, ana.Id), (comment.Data.Kind, comment.Data.ActorCount, comment.Data.Actors[0].Id));
    }

    [Fact]
    public async Task A_stream_that_comes_back_gets_what_it_missed_once()
    {
        var (bob, ana, ben) =
            (await _product.SignUp("bob"), await _product.SignUp("ana"), await _product.SignUp("ben"));
        await bob.Follows(ana);
        var post = await bob.Posts(Pictures.Sunset());
        long last;
        await using (var events = await EventListener.Open(bob))
        {
            await ana.Likes(post);
            last = (await events.Next<NoticeShape>("notice")).Id;
        }
        await ben.Follows(bob);
        await bob.IsTold("follow");
        await ana.Comments(post, "hi");
        await bob.IsTold("comment");
        var waiting = await ana.Posts(Pictures.Sunset());
        await bob.SeesInFeed(waiting);
        await using var resumed = await EventListener.Open(bob, last);
        Assert.Equal("follow", (await resumed.Next<NoticeShape>("notice")).Data.Kind);
        var comment = await resumed.Next<NoticeShape>("notice");
        Assert.Equal("comment", comment.Data.Kind);
        Assert.Equal(waiting.Id, (await resumed.Next<FeedEventShape>("feed")).Data.PostId);

        await using var again = await EventListener.Open(bob, comment.Id);
        await again.Next<FeedEventShape>("feed");
        await ben.Likes(post);
        Assert.Equal("like", (await again.Next<NoticeShape>("notice")).Data.Kind);
        Assert.Equal("like", (await resumed.Next<NoticeShape>("notice")).Data.Kind);
    }

    [Fact]
    public async Task What_was_missed_is_told_from_the_store_after_a_restart()
    {
        await using var product = await Product.Start();
        var (bob, ana) = (await product.SignUp("bob"), await product.SignUp("ana"));
        await bob.Follows(ana);
        var post = await bob.Posts(Pictures.Sunset());
        long last;
        await using (var events = await EventListener.Open(bob))
        {
            await ana.Follows(bob);
            last = (await events.Next<NoticeShape>("notice")).Id;
        }
        await ana.Likes(post);
        await bob.IsTold("like");
        var medium = await bob.UploadsReady(Pictures.Sunset());
        var waiting = await ana.Posts(Pictures.Sunset());
        await product.Restart();

        await using var resumed = await EventListener.Open(bob, last);
        Assert.Equal("like", (await resumed.Next<NoticeShape>("notice")).Data.Kind);
        var upload = await resumed.First<UploadStatusShape>("media");
        Assert.Equal((medium, "ready"), (upload.Data.Id, upload.Data.Status));
        Assert.Equal(waiting.Id, (await resumed.First<FeedEventShape>("feed")).Data.PostId);
    }

    [Theory]
    [InlineData("logout")]
    [InlineData("session")]
    [InlineData("password")]
    [InlineData("refresh")]
    public async Task A_stream_ends_with_its_session(string how)
    {
        var bob = await _product.SignUp("bob");
        var phone = await bob.SignsInAgain();
        await using var events = await EventListener.Open(phone);
        await using var kept = await EventListener.Open(bob);
        switch (how)
        {
            case "logout":
                (await phone.Post("/api/v1/auth/logout")).Is(204);
                break;
            case "session":
                var sessions = await bob.List<SessionShape>("/api/v1/auth/sessions");
                (await bob.Delete($"/api/v1/auth/sessions/{sessions.Items.Single(each => !each.Current).Id}")).Is(204);
                break;
            case "password":
                (await bob.Put(
                    "/api/v1/auth/password",
                    new { currentPassword = Member.Password, newPassword = Member.Password })).Is(204);
                break;
            default:
                await phone.Renews();
                break;
        }
        await events.Ended.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.False(kept.Ended.IsCompleted);
        await (await _product.SignUp("ana")).Follows(bob);
        Assert.Equal("follow", (await kept.Next<NoticeShape>("notice")).Data.Kind);
    }

    [Fact]
    public async Task Streams_end_with_the_host()
    {
        await using var product = await Product.Start();
        var bob = await product.SignUp("bob");
        await using var events = await EventListener.Open(bob);
        await product.Restart().WaitAsync(TimeSpan.FromSeconds(6));
        await events.Ended;
        Assert.Empty(await bob.Notices());
    }

    [Fact]
    public async Task An_account_has_a_bounded_number_of_streams()
    {
        var bob = await _product.SignUp("bob");
        var open = new List<EventListener>();
        for (var i = 0; i < 10; i++)
        {
            open.Add(await EventListener.Open(bob));
        }
        (await bob.Get("/api/v1/events")).Problem(429, "rate_limited");
        await open[0].DisposeAsync();
        await Eventually.Becomes(
            async () =>
            {
                try
                {
                    open[0] = await EventListener.Open(bob);
                    return true;
                }
                catch (Xunit.Sdk.EqualException)
                {
                    return false;
                }
            },
            isOpen => isOpen);
        foreach (var stream in open)
        {
            await stream.DisposeAsync();
        }
    }
}
