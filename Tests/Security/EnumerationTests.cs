using System.Diagnostics;

namespace Instagram.Tests.Security;

/// <summary>Who has an account is told by no answer of a sign-in, nor by how long it takes.</summary>
public sealed class EnumerationTests : IAsyncLifetime
{
    private const int Looks = 5;

    private readonly ShiftedTime _time = new();
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(
        _time, "Accounts:PasswordIterations=60000", "Limits:Enabled=true", "Limits:TakenAddressesPerAddress=3",
        "Limits:WrongPasswordsPerLogin=100");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task An_unknown_login_and_a_closed_account_take_as_long_as_a_wrong_password()
    {
        var (alice, carl) = (await _product.SignUp("alice"), await _product.SignUp("carl"));
        await carl.Leaves();
        await Fastest(alice.Username);
        var wrong = await Fastest(alice.Username);
        foreach (var login in new[] { "nobody.at.all", "nobody@example.org", carl.Username, carl.Email })
        {
            var unknown = await Fastest(login);
            // The hash is most of it: without one, an answer takes a tenth.
            Assert.InRange(unknown / wrong, 0.5, 2);
        }
    }

    [Fact]
    public async Task Asking_which_addresses_have_an_account_becomes_slow_and_signing_in_does_not()
    {
        var alice = await _product.SignUp("alice");
        for (var i = 0; i < 3; i++)
        {
            (await SignUp(alice.Email)).Problem(409, "conflict");
        }
        var refused = await SignUp(alice.Email);
        refused.Problem(429, "rate_limited");
        Assert.Equal(refused.WithoutTrace(), (await SignUp("free@example.org")).WithoutTrace());
        await alice.SignsInAgain();

        _time.PutForward(TimeSpan.FromSeconds(1));
        (await SignUp("free@example.org")).Is(201);
    }

    [Fact]
    public async Task A_wrong_password_is_answered_alike_wherever_it_is_asked_for()
    {
        var alice = await _product.SignUp("alice");
        var change = await alice.Put(
            "/api/v1/auth/password", new { currentPassword = "not this one", newPassword = "a long new password" });
        change.Problem(403, "forbidden");
        (await alice.AsksToLeave("not this one")).Problem(403, "forbidden");
        await alice.Me();
    }

    private Task<Answer> SignUp(string email) => _product.Nobody.Post(
        "/api/v1/auth/signup",
        new { username = $"u{Guid.NewGuid():n}"[..20], email, password = Member.Password });

    /// <summary>In milliseconds: noise only ever adds to it.</summary>
    private async Task<double> Fastest(string login)
    {
        var fastest = double.MaxValue;
        for (var i = 0; i < Looks; i++)
        {
            var started = Stopwatch.GetTimestamp();
            (await _product.Nobody.Post("/api/v1/auth/login", new { login, password = "not the password" }))
                .Problem(401, "unauthenticated");
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return fastest;
    }
}
