namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class LoginTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task One_signs_in_by_username_or_address_in_any_case()
    {
        var alice = await _product.SignUp("alice");
        string[] logins = [alice.Username, alice.Username.ToUpperInvariant(), alice.Email, $" {alice.Email} "];
        foreach (var login in logins)
        {
            var answer = await LogIn(login, Member.Password);
            Assert.Equal(alice.Id, answer.As<SignedInShape>().User.Id);
            Assert.Contains("session=", answer.Header("Set-Cookie"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_login_are_answered_alike()
    {
        var alice = await _product.SignUp("alice");
        var wrong = await LogIn(alice.Username, "not the password");
        var unknown = await LogIn($"n{Guid.NewGuid():n}", "not the password");
        wrong.Problem(401, "unauthenticated");
        unknown.Problem(401, "unauthenticated");
        Assert.Equal(wrong.WithoutTrace(), unknown.WithoutTrace());
        Assert.Null(wrong.Header("Set-Cookie"));
    }

    [Fact]
    public async Task Both_parts_of_a_login_are_needed() =>
        (await _product.Nobody.Post("/api/v1/auth/login", new { })).Invalid("login", "password");

    [Theory]
    [InlineData("a\0b", "password")]
    [InlineData("login", "pass\0word")]
    public async Task A_login_with_a_nul_is_no_failure_of_the_servers(string login, string password) =>
        Assert.Equal(400, (await LogIn(login, password)).Status);

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer x")]
    [InlineData("Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer !!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("Basic YWxpY2U6cGFzc3dvcmQ=")]
    [InlineData("nonsense")]
    public async Task A_dead_token_is_401_even_where_none_is_needed(string header)
    {
        var alice = await _product.SignUp("alice");
        foreach (var path in new[] { "/api/v1/users/me", alice.Path() })
        {
            (await _product.Nobody.Send(HttpMethod.Get, path, null, ("Authorization", header)))
                .Problem(401, "unauthenticated");
        }
    }

    [Fact]
    public async Task A_refresh_token_is_no_access_token_and_the_other_way_round()
    {
        var alice = await _product.SignUp("alice");
        (await _product.Nobody.Send(
            HttpMethod.Get, "/api/v1/users/me", null, ("Authorization", $"Bearer {alice.RefreshToken}")))
            .Problem(401, "unauthenticated");
        (await Refresh(alice.AccessToken)).Problem(401, "unauthenticated");
    }

    [Fact]
    public async Task A_token_in_a_query_or_a_cookie_opens_no_route()
    {
        var alice = await _product.SignUp("alice");
        (await _product.Nobody.Get($"/api/v1/users/me?access_token={alice.AccessToken}&token={alice.AccessToken}"))
            .Problem(401, "unauthenticated");
        (await _product.Nobody.Send(
            HttpMethod.Get, "/api/v1/users/me", null, ("Cookie", $"session={alice.AccessToken}")))
            .Problem(401, "unauthenticated");
        (await _product.Nobody.Send(
            HttpMethod.Post, "/api/v1/auth/logout", null, ("Cookie", $"session={alice.AccessToken}")))
            .Problem(401, "unauthenticated");
        await alice.Me();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no token")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_refresh_token_that_never_was_opens_nothing(string token)
    {
        var answer = await Refresh(token);
        if (token.Length == 0)
        {
            answer.Invalid("refreshToken");
            return;
        }
        answer.Problem(401, "unauthenticated");
    }

    [Fact]
    public async Task A_session_shows_the_device_that_it_belongs_to()
    {
        var alice = await _product.SignUp("alice");
        var answer = await _product.Nobody.Send(
            HttpMethod.Post, "/api/v1/auth/login",
            System.Net.Http.Json.JsonContent.Create(new { login = alice.Username, password = Member.Password }),
            ("User-Agent", "Camera/1.0"));
        answer.Is(200);
        var sessions = (await alice.List<SessionShape>("/api/v1/auth/sessions")).Items;
        Assert.Single(sessions, session => session.UserAgent == "Camera/1.0" && !session.Current);
    }

    [Theory]
    [InlineData("wrong password", "a long new password", 403)]
    [InlineData(Member.Password, "short", 400)]
    public async Task A_password_is_changed_only_by_who_knows_it_and_to_a_good_one(
        string current, string renewed, int status)
    {
        var alice = await _product.SignUp("alice");
        var answer = await alice.Put(
            "/api/v1/auth/password", new { currentPassword = current, newPassword = renewed });
        if (status == 400)
        {
            answer.Invalid("newPassword");
        }
        else
        {
            answer.Problem(status, "forbidden");
        }
        (await LogIn(alice.Username, Member.Password)).Is(200);
    }

    private Task<Answer> LogIn(string login, string password) =>
        _product.Nobody.Post("/api/v1/auth/login", new { login, password });

    private Task<Answer> Refresh(string refreshToken) =>
        _product.Nobody.Post("/api/v1/auth/refresh", new { refreshToken });
}
