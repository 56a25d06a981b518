namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class SignUpTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_new_account_is_signed_in_with_a_cookie_for_pictures()
    {
        var username = NewName();
        var answer = await SignUp(new
        {
            username, email = $"{username}@example.org", password = Member.Password, displayName = " Ann ",
        });

        var signedIn = answer.As<SignedInShape>(201);
        var user = signedIn.User;
        Assert.Equal((username, "Ann", "", null, false, false), (
            user.Username, user.DisplayName, user.Bio, user.AvatarUrl, user.IsPrivate, user.IsVerified));
        Assert.Equal((0, 0, 0), (user.PostCount, user.FollowerCount, user.FollowingCount));
        Assert.Equal(new UserViewerShape(false, false, false, false, false), user.Viewer);
        Assert.True(long.Parse(user.Id, null) > 0);
        Assert.True(signedIn.ExpiresIn > 0);
        Assert.NotEqual(signedIn.AccessToken, signedIn.RefreshToken);
        var cookie = answer.Header("Set-Cookie")!;
        Assert.StartsWith($"session={signedIn.AccessToken};", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_name_shown_is_the_username_unless_another_is_given()
    {
        var username = NewName();
        Assert.Equal(username, (await SignUp(Account(username))).As<SignedInShape>(201).User.DisplayName);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("a.b")]
    [InlineData("_._")]
    [InlineData("123")]
    public async Task A_username_of_three_letters_digits_underscores_or_dots_will_do(string username) =>
        Assert.Equal(username, (await SignUp(Account(username))).As<SignedInShape>(201).User.Username);

    [Theory]
    [InlineData("ab")]
    [InlineData("abcdefghijklmnopqrstuvwxyz01234")]
    [InlineData("")]
    [InlineData("has space")]
    [InlineData("dash-ed")]
    [InlineData("émile")]
    [InlineData("trailing\n")]
    [InlineData("nul\0nul")]
    [InlineData("a/b/c")]
    [InlineData(null)]
    public async Task Another_username_will_not(string? username) =>
        (await SignUp(new { username, email = $"{NewName()}@example.org", password = Member.Password }))
            .Invalid("username");

    [Fact]
    public async Task A_username_may_have_thirty_characters()
    {
        var username = $"{Guid.NewGuid():n}"[..30];
        Assert.Equal(username, (await SignUp(Account(username))).As<SignedInShape>(201).User.Username);
    }

    [Theory]
    [InlineData("no-at")]
    [InlineData("@nobody.org")]
    [InlineData("two@at@example.org")]
    [InlineData("spa ce@example.org")]
    [InlineData("")]
    [InlineData("a@b\0.org")]
    [InlineData(null)]
    public async Task An_address_must_look_like_one(string? email) =>
        (await SignUp(new { username = NewName(), email, password = Member.Password })).Invalid("email");

    [Fact]
    public async Task An_address_may_have_254_characters()
    {
        var email = $"{Guid.NewGuid():n}{new string('a', 254 - 32 - 12)}@example.org";
        Assert.Equal(254, email.Length);
        (await SignUp(new { username = NewName(), email, password = Member.Password })).Is(201);
        (await SignUp(new { username = NewName(), email = "b" + email, password = Member.Password })).Invalid("email");
    }

    [Theory]
    [InlineData(7, 400)]
    [InlineData(8, 201)]
    [InlineData(256, 201)]
    [InlineData(257, 400)]
    public async Task A_password_has_8_to_256_characters(int length, int status)
    {
        var username = NewName();
        var answer = await SignUp(new
        {
            username, email = $"{username}@example.org", password = new string('p', length),
        });
        if (status == 400)
        {
            answer.Invalid("password");
        }
        answer.Is(status);
    }

    [Theory]
    [InlineData(100, 201)]
    [InlineData(101, 400)]
    public async Task A_shown_name_has_at_most_100_characters(int length, int status)
    {
        var username = NewName();
        (await SignUp(new
        {
            username, email = $"{username}@example.org", password = Member.Password,
            displayName = new string('d', length),
        })).Is(status);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once() =>
        (await SignUp(new { username = "?", email = "?", password = "?", displayName = "\0" }))
            .Invalid("username", "email", "password", "displayName");

    [Fact]
    public async Task Names_are_unique_whatever_their_case()
    {
        var username = NewName();
        (await SignUp(Account(username))).Is(201);

        (await SignUp(new { username, email = $"{NewName()}@example.org", password = Member.Password }))
            .Problem(409, "conflict");
        (await SignUp(new
        {
            username = username.ToUpperInvariant(), email = $"{NewName()}@example.org", password = Member.Password,
        })).Problem(409, "conflict");
    }

    [Fact]
    public async Task A_sign_up_that_loses_by_its_address_leaves_its_username_free()
    {
        var (first, second) = (NewName(), NewName());
        (await SignUp(new { username = first, email = $"{first}@example.org", password = Member.Password })).Is(201);

        (await SignUp(new { username = second, email = $"{first}@EXAMPLE.org", password = Member.Password }))
            .Problem(409, "conflict");

        (await _product.Nobody.Get($"/api/v1/users/by-username/{second}")).NotFound();
        (await SignUp(Account(second))).Is(201);
    }

    [Fact]
    public async Task Of_many_who_want_one_name_at_once_one_gets_it()
    {
        var username = NewName();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SignUp(new
        {
            username, email = $"{username}{i}@example.org", password = Member.Password,
        })));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.Problem(409, "conflict"));
    }

    private Task<Answer> SignUp(object account) => _product.Nobody.Post("/api/v1/auth/signup", account);

    private static object Account(string username) =>
        new { username, email = $"{Guid.NewGuid():n}@example.org", password = Member.Password };

    private static string NewName() => $"n{Guid.NewGuid():n}"[..20];
}
