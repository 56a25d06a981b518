using Instagram.ApiHost.Http;

namespace Instagram.Tests.Api;

/// <summary>How often one may do something, and what one hears afterwards.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private readonly ShiftedTime _time = new();
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(
        _time, "Limits:Enabled=true", "Limits:LikesPerHour=3", "Limits:CommentsPerHour=2", "Limits:FollowsPerHour=2",
        "Limits:PostsPerHour=2", "Limits:WrongPasswordsPerLogin=3", "Limits:WrongPasswordsPerAddress=12");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Likes_end_with_the_hours_budget_and_begin_again_with_the_next()
    {
        var (ana, ben) = (await _product.SignUp("ana"), await _product.SignUp("ben"));
        var post = await ben.Posts(Pictures.Sunset());
        (await ana.Post("/api/v1/posts/123/like")).NotFound();
        await ana.Likes(post);
        await ana.Unlikes(post);
        await ana.Likes(post);
        var comment = await ben.Comments(post, "thanks");
        (await ana.Post($"{comment.Path()}/like")).Is(204);

        Refused(await ana.Post($"{post.Path()}/like"));
        Refused(await ana.Post($"{comment.Path()}/like"));
        await ana.Unlikes(post);
        await ben.Likes(post);

        _time.PutForward(TimeSpan.FromMinutes(61));
        ana = await ana.SignsInAgain();
        await ana.Likes(post);
    }

    [Fact]
    public async Task A_restart_does_not_renew_the_budget()
    {
        var (ana, ben, cem) =
            (await _product.SignUp("ana"), await _product.SignUp("ben"), await _product.SignUp("cem"));
        await ana.Follows(ben, cem);

        await _product.Restart();

        Refused(await ana.Post($"{ben.Path()}/follow"));
        await ana.Unfollows(ben);
    }

    [Fact]
    public async Task Comments_and_posts_have_budgets_that_refused_and_repeated_ones_do_not_spend()
    {
        var ana = await _product.SignUp("ana");
        var post = await ana.Posts(Pictures.Sunset());
        (await ana.Post($"{post.Path()}/comments", new { text = "" })).Invalid("text");
        (await ana.Post("/api/v1/posts", new { mediaIds = Array.Empty<string>() })).Invalid("mediaIds");
        await ana.Comments(post, "one");
        var once = new { text = "two" };
        for (var repeat = 0; repeat < 3; repeat++)
        {
            (await ana.Send(
                HttpMethod.Post, $"{post.Path()}/comments", System.Net.Http.Json.JsonContent.Create(once),
                ("Idempotency-Key", "two"))).Is(201);
        }
        Refused(await ana.Post($"{post.Path()}/comments", new { text = "three" }));

        (await ana.PostsForm([], (Pictures.Sunset(seed: 1), "image/jpeg"))).Is(201);
        Refused(await ana.PostsForm([], (Pictures.Sunset(seed: 2), "image/jpeg")));
    }

    [Fact]
    public async Task Guessing_a_password_becomes_slow_and_the_right_one_waits_as_well()
    {
        var (ana, ben) = (await _product.SignUp("ana"), await _product.SignUp("ben"));

        await BecomesSlow(() => Login(ana.Username, "a guess at random"));
        Refused(await Login(ana.Username.ToUpperInvariant(), Member.Password));
        (await Login(ben.Username, Member.Password)).Is(200);

        _time.PutForward(TimeSpan.FromMinutes(15));
        (await Login(ana.Username, Member.Password)).Is(200);
        (await Login(ana.Username, "a guess at random")).Problem(401, "unauthenticated");
    }

    [Fact]
    public async Task Guessing_at_many_logins_from_one_address_becomes_slow()
    {
        var guess = 0;
        await BecomesSlow(() => Login($"nobody{guess++}", "a guess at random"));
        Refused(await Login("nobody.else", "a guess at random"));
    }

    [Fact]
    public async Task A_password_change_is_no_way_around_the_wait()
    {
        var ana = await _product.SignUp("ana");
        await BecomesSlow(() => Change("a guess at random"), 403);
        Refused(await Change(Member.Password));

        Task<Answer> Change(string currentPassword) =>
            ana.Put("/api/v1/auth/password", new { currentPassword, newPassword = "another good password" });
    }

    [Fact]
    public async Task One_address_and_one_token_send_so_many_requests_and_health_is_never_refused()
    {
        await using var busy = await Product.Start(
            "Limits:Enabled=true", "Limits:RequestBurstPerAddress=40", "Limits:RequestsPerSecondPerAddress=1",
            "Limits:RequestBurstPerToken=10", "Limits:RequestsPerSecondPerToken=1");
        var (ana, ben) = (await busy.SignUp("ana"), await busy.SignUp("ben"));

        Assert.Contains(await Many(() => ana.Get("/api/v1/users/me"), 15), answer => answer.Status == 429);
        (await ben.Get("/api/v1/users/me")).Is(200);

        var refused = (await Many(() => busy.Nobody.Get("/api/v1/users/1"), 45)).Where(answer => answer.Status == 429)
            .ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Refused(answer));
        Assert.All(await Many(() => busy.Nobody.Get("/health/live"), 60), answer => answer.Is(200));
    }

    [Fact]
    public async Task A_like_that_is_refused_is_one_request()
    {
        await using var busy = await Product.Start(
            "Limits:Enabled=true", "Limits:RequestBurstPerToken=1000", "Limits:RequestsPerSecondPerToken=1");
        var (ana, ben) = (await busy.SignUp("ana"), await busy.SignUp("ben"));
        var post = await ben.Posts(Pictures.Sunset());
        await ana.Likes(post);
        await ben.Blocks(ana);

        Assert.All(await Many(() => ana.Post($"{post.Path()}/like"), 700), answer => answer.NotFound());
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void An_IPv6_customer_is_a_network(string address, string network) =>
        Assert.Equal(network, ClientNetwork.Of(System.Net.IPAddress.Parse(address)));

    private Task<Answer> Login(string login, string password) =>
        _product.Nobody.Post("/api/v1/auth/login", new { login, password });

    /// <summary>Guesses on after each wait, which doubles, until it is so long that a slow machine keeps it.</summary>
    private async Task BecomesSlow(Func<Task<Answer>> guess, int wrong = 401)
    {
        (await guess()).Is(wrong);
        (await guess()).Is(wrong);
        while (true)
        {
            var answer = await guess();
            var wait = answer.Status == wrong ? 0 : Refused(answer);
            if (wait >= 60)
            {
                return;
            }
            _time.PutForward(TimeSpan.FromSeconds(wait));
        }
    }

    private static async Task<Answer[]> Many(Func<Task<Answer>> request, int count)
    {
        var answers = new List<Answer>();
        for (var i = 0; i < count; i++)
        {
            answers.Add(await request());
        }
        return [.. answers];
    }

    private static int Refused(Answer answer)
    {
        answer.Problem(429, "rate_limited");
        var wait = int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(wait, 1, 3_600);
        return wait;
    }
}
