using System.Collections.Concurrent;
using Instagram.Grains.Accounts;
using Instagram.Grains.Moderation;
using Instagram.Silo;
using Microsoft.Extensions.Logging;

namespace Instagram.Tests.Security;

/// <summary>
/// A moderator is whoever has the configured name: who could take it is told to the operator, or cannot.
/// </summary>
public sealed class ModeratorNameTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(Moderating.Setting);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task The_start_says_which_moderators_have_no_account_yet()
    {
        await _product.SignUpModerator();
        var log = new Warnings();
        await new ModeratorWatch(
            _product.Service<Moderators>(), _product.Service<AccountService>(), log).StartAsync(default);
        Assert.Contains("somebody", Assert.Single(log.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_inherits_the_name_of_a_moderator_who_left_or_one_that_looks_like_it()
    {
        var moderator = await _product.SignUpModerator();
        (await moderator.Get("/api/v1/admin/reports")).Is(200);
        await moderator.Leaves();
        foreach (var (username, status) in new[]
        {
            ("THE.moderator", 409), ("the.moderator ", 400), ("the.mоderator", 400), ("the.moderator\u200b", 400),
        })
        {
            var answer = await _product.Nobody.Post("/api/v1/auth/signup", new
            {
                username, email = "new@example.org", password = Member.Password,
            });
            Assert.Equal(status, answer.Status);
        }
        var close = await _product.SignUp("the_moderator");
        await close.Patch("/api/v1/users/me", new { displayName = Moderating.ModeratorName });
        (await close.Get("/api/v1/admin/reports")).NotFound();
    }

    private sealed class Warnings : ILogger<ModeratorWatch>
    {
        private readonly ConcurrentQueue<string> _texts = new();

        public IReadOnlyCollection<string> Texts => _texts;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => _texts.Enqueue(formatter(state, exception));
    }
}
