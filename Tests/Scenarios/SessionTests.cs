namespace Instagram.Tests.Scenarios;

[Collection(ScenarioGroup.Name)]
public sealed class SessionTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_refresh_gives_a_new_pair_and_kills_the_old_one()
    {
        var alice = await _product.SignUp("alice");
        var (oldAccess, oldRefresh) = (alice.AccessToken, alice.RefreshToken);

        await alice.Renews();

        Assert.NotEqual(oldAccess, alice.AccessToken);
        Assert.NotEqual(oldRefresh, alice.RefreshToken);
        await alice.Me();
        await alice.Renews();
        await alice.Me();
    }

    [Fact]
    public async Task Reuse_of_a_refresh_token_ends_its_session_and_no_other()
    {
        var alice = await _product.SignUp("alice");
        var phone = await alice.SignsInAgain();
        var stolen = alice.RefreshToken;
        await alice.Renews();

        (await Refresh(stolen)).Problem(401, "unauthenticated");

        (await alice.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
        (await Refresh(alice.RefreshToken)).Problem(401, "unauthenticated");
        await phone.Me();
        await phone.Renews();
    }

    [Fact]
    public async Task One_refresh_token_sent_many_times_at_once_gives_at_most_one_pair()
    {
        var alice = await _product.SignUp("alice");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refresh(alice.RefreshToken)));

        Assert.InRange(answers.Count(answer => answer.Status == 200), 0, 1);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Problem(401, "unauthenticated"));
        (await alice.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
    }

    [Fact]
    public async Task Logging_out_kills_both_tokens_and_the_cookie_at_once()
    {
        var alice = await _product.SignUp("alice");
        await alice.BecomesPrivate();
        var picture = (await alice.Posts(Pictures.Sunset())).Media[0].Urls.Small;
        var phone = await alice.SignsInAgain();
        (await WithCookie(alice.AccessToken, picture)).Is(200);

        var answer = (await alice.Post("/api/v1/auth/logout")).Is(204);

        Assert.Contains("session=;", answer.Header("Set-Cookie"), StringComparison.Ordinal);
        (await alice.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
        (await alice.Get(picture)).Problem(401, "unauthenticated");
        (await Refresh(alice.RefreshToken)).Problem(401, "unauthenticated");
        (await WithCookie(alice.AccessToken, picture)).NotFound();
        (await WithCookie(phone.AccessToken, picture)).Is(200);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session()
    {
        const string Renewed = "another long password";
        var alice = await _product.SignUp("alice");
        var phone = await alice.SignsInAgain();

        (await alice.Put("/api/v1/auth/password", new { currentPassword = Member.Password, newPassword = Renewed }))
            .Is(204);

        await alice.Me();
        (await phone.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
        (await Refresh(phone.RefreshToken)).Problem(401, "unauthenticated");
        (await LogIn(alice, Member.Password)).Problem(401, "unauthenticated");
        (await LogIn(alice, Renewed)).As<SignedInShape>();
    }

    [Fact]
    public async Task A_session_ended_from_another_device_is_dead_at_once()
    {
        var alice = await _product.SignUp("alice");
        var phone = await alice.SignsInAgain();
        var sessions = (await alice.List<SessionShape>("/api/v1/auth/sessions")).Items;
        Assert.Equal(2, sessions.Count);
        var current = Assert.Single(sessions, session => session.Current);
        var other = Assert.Single(sessions, session => !session.Current);
        Assert.Equal(other.Id, Assert.Single(
            (await phone.List<SessionShape>("/api/v1/auth/sessions")).Items, session => session.Current).Id);

        (await alice.Delete($"/api/v1/auth/sessions/{other.Id}")).Is(204);

        (await phone.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
        Assert.Equal(
            current.Id, Assert.Single((await alice.List<SessionShape>("/api/v1/auth/sessions")).Items).Id);
        (await alice.Delete($"/api/v1/auth/sessions/{other.Id}")).NotFound();
    }

    [Fact]
    public async Task Nobody_ends_someone_elses_session()
    {
        var (alice, eve) = (await _product.SignUp("alice"), await _product.SignUp("eve"));
        var session = Assert.Single((await alice.List<SessionShape>("/api/v1/auth/sessions")).Items);

        (await eve.Delete($"/api/v1/auth/sessions/{session.Id}")).NotFound();

        await alice.Me();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_cache_of_any_size_decides_alike(int size)
    {
        await using var product = await Product.Start($"Accounts:CachedSessions={size}");
        var (alice, bob) = (await product.SignUp("alice"), await product.SignUp("bob"));
        for (var again = 0; again < 3; again++)
        {
            await alice.Me();
            await bob.Me();
        }
        (await alice.Post("/api/v1/auth/logout")).Is(204);
        (await alice.Get("/api/v1/users/me")).Problem(401, "unauthenticated");
        await bob.Renews();
        await bob.Me();
    }

    private Task<Answer> Refresh(string refreshToken) =>
        _product.Nobody.Post("/api/v1/auth/refresh", new { refreshToken });

    private Task<Answer> LogIn(Member member, string password) =>
        _product.Nobody.Post("/api/v1/auth/login", new { login = member.Username, password });

    private Task<Answer> WithCookie(string token, string path) =>
        _product.Nobody.Send(HttpMethod.Get, path, null, ("Cookie", $"session={token}"));
}
