using Instagram.ApiHost.Accounts;
using Instagram.Grains.Budgets;
using Microsoft.Extensions.Options;

namespace Instagram.Tests.Api;

public sealed class LoginThrottleTests
{
    private readonly ManualTime _time = new();
    private readonly LoginThrottle _throttle;

    public LoginThrottleTests() => _throttle = new LoginThrottle(
        Options.Create(new LimitOptions
        {
            WrongPasswordsPerLogin = 2, WrongPasswordsPerAddress = 5, LongestLoginWaitSeconds = 8,
        }),
        _time);

    [Fact]
    public void Each_wait_is_twice_the_last_up_to_the_longest()
    {
        Assert.Null(Attempt());
        foreach (var wait in new[] { 1, 2, 4, 8, 8, 8 })
        {
            Assert.Null(Attempt());
            Assert.Equal(wait, Attempt());
            _time.Advance(TimeSpan.FromSeconds(wait));
        }
    }

    [Fact]
    public void Being_turned_away_does_not_make_the_wait_longer()
    {
        Assert.Null(Attempt());
        Assert.Null(Attempt());
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(1, Attempt());
        }
    }

    [Fact]
    public void The_right_password_starts_the_login_anew_but_not_what_the_network_guessed_before()
    {
        Assert.Null(Attempt("ana"));
        _throttle.Succeeded("ana", "net");
        Assert.Null(Attempt("ana"));
        Assert.Null(Attempt("ben"));
        Assert.Null(Attempt("cem"));
        Assert.Null(Attempt("dana"));
        Assert.Null(Attempt("eve"));

        Assert.Equal(1, Attempt("fay"));
        Assert.Null(_throttle.Attempt("fay", "another net"));
    }

    [Fact]
    public void An_hour_later_nothing_is_remembered()
    {
        Assert.Null(Attempt());
        Assert.Null(Attempt());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(Attempt());
        Assert.Null(Attempt());
        Assert.Equal(1, Attempt());
    }

    [Fact]
    public void Turned_off_it_lets_everyone_try()
    {
        var off = new LoginThrottle(Options.Create(new LimitOptions { Enabled = false }), _time);
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Null(off.Attempt("ana", "net"));
        }
    }

    private int? Attempt(string login = "ana") => _throttle.Attempt(login, "net");
}
