namespace Instagram.Tests.Scenarios;

/// <summary>
/// The connection dies while a commit is answered: the thing is done, its client is told to come again, and from there
/// on everyone sees what is stored, not what was remembered.
/// </summary>
public sealed class UnknownOutcomeTests : IAsyncLifetime
{
    private LossyDatabase _database = null!;
    private Product _product = null!;

    public async Task InitializeAsync()
    {
        _database = await LossyDatabase.Before(TestPostgres.NewDatabase());
        // Facts are published by the grains alone: nothing puts right behind them what they should know by themselves.
        _product = await Product.Start(
            $"ConnectionStrings:Main={_database.ConnectionString}", "Outbox:PollSeconds=3600");
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_deleted_post_is_gone_although_nobody_heard_so()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        var post = await bob.Posts(Pictures.Sunset());
        await alice.SeesInFeed(post);

        await LosesCommitOf("from posts where id", bob, HttpMethod.Delete, post.Path());

        await alice.DoesNotSee(post);
        await alice.DoesNotSeeInFeed(post);
        Assert.Equal(0, (await alice.Profile(bob)).PostCount);
        (await bob.Delete(post.Path())).NotFound();
    }

    [Fact]
    public async Task An_account_that_turned_private_shows_nothing()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Sees(post);

        await LosesCommitOf(
            "set display_name", bob, HttpMethod.Patch, "/api/v1/users/me", new { isPrivate = true });

        await alice.DoesNotSee(post);
        (await alice.Get($"{bob.Path()}/posts")).NotFound();
        Assert.True((await bob.Me()).IsPrivate);
    }

    [Fact]
    public async Task A_follow_and_an_unfollow_are_in_the_feed_as_they_are_stored()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var earlier = await bob.Posts(Pictures.Sunset());
        await alice.DoesNotSeeInFeed(earlier);

        await Loses("into following (", alice, HttpMethod.Post, $"{bob.Path()}/follow");
        await alice.SeesInFeed(earlier);
        Assert.True((await alice.Profile(bob)).Viewer!.Follows);
        var later = await bob.Posts(Pictures.Sunset(seed: 1));
        await alice.SeesInFeed(later);

        await Loses("from following using", alice, HttpMethod.Delete, $"{bob.Path()}/follow");
        await alice.DoesNotSeeInFeed(later);
        Assert.False((await alice.Profile(bob)).Viewer!.Follows);
    }

    [Fact]
    public async Task A_block_holds()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Sees(post);

        await Loses("into blocks (", bob, HttpMethod.Post, $"{alice.Path()}/block");

        await alice.DoesNotSee(post);
        (await alice.Get(bob.Path())).NotFound();
    }

    [Fact]
    public async Task A_like_counts_once_when_it_is_sent_again()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Sees(post);

        await Loses("into likes (", alice, HttpMethod.Post, $"{post.Path()}/like");
        Assert.Equal(1, await LikesOf(post));
        await alice.Likes(post);
        Assert.Equal(1, await LikesOf(post));

        await Loses("from likes using", alice, HttpMethod.Delete, $"{post.Path()}/like");
        Assert.Equal(0, await LikesOf(post));
    }

    [Fact]
    public async Task Likes_whose_common_commit_nobody_heard_of_count_once_each_when_they_are_sent_again()
    {
        var bob = await _product.SignUp("bob");
        var fans = await _product.SignUpMany("fan", 8);
        var post = await bob.Posts(Pictures.Sunset());
        await Task.WhenAll(fans.Select(fan => fan.Sees(post)));

        var lost = _database.LoseAnswerTo("into likes (");
        var answers = await Task.WhenAll(fans.Select(fan => Send(fan, HttpMethod.Post, $"{post.Path()}/like")));
        await lost.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains(answers, answer => answer.Status == 503);
        Assert.All(answers, answer => Assert.True(answer.Status is 204 or 503, $"{answer.Status}"));

        Assert.Equal(fans.Length, await LikesOf(post));
        foreach (var fan in fans)
        {
            await fan.Likes(post);
        }
        Assert.Equal(fans.Length, await LikesOf(post));
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions()
    {
        var alice = await _product.SignUp("alice");
        var phone = await alice.SignsInAgain();
        await phone.Me();

        await LosesCommitOf("users set password_hash", alice, HttpMethod.Put, "/api/v1/auth/password", new
        {
            currentPassword = Member.Password, newPassword = "another one altogether",
        });

        Assert.Equal(401, (await phone.Get("/api/v1/users/me")).Status);
        await alice.Me();
    }

    [Fact]
    public async Task An_account_that_is_closed_is_gone_when_its_closing_is_repeated()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Sees(post);
        var password = new { password = Member.Password };

        await LosesCommitOf("users set standing = 2", bob, HttpMethod.Delete, "/api/v1/users/me", password);
        (await Send(bob, HttpMethod.Delete, "/api/v1/users/me", password)).Is(202);

        await alice.DoesNotSee(post);
        (await alice.Get(bob.Path())).NotFound();
        Assert.Equal(401, (await bob.Get("/api/v1/users/me")).Status);
    }

    private async Task<int> LikesOf(PostShape post) =>
        (await _product.Nobody.Get(post.Path())).As<PostShape>().LikeCount;

    /// <summary>The request is done, and answered with 503.</summary>
    private Task Loses(string statement, Member member, HttpMethod method, string path) =>
        Loses(_database.LoseAnswerTo(statement), member, method, path);

    private Task LosesCommitOf(
        string statement, Member member, HttpMethod method, string path, object? body = null) =>
        Loses(_database.LoseAnswerToCommitOf(statement), member, method, path, body);

    private async Task Loses(Task lost, Member member, HttpMethod method, string path, object? body = null)
    {
        (await Send(member, method, path, body)).Problem(503, "busy");
        await lost.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private async Task<Answer> Send(Member member, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body);
        request.Headers.Authorization = new("Bearer", member.AccessToken);
        return await _product.Send(request, mayBeBusy: true);
    }
}
