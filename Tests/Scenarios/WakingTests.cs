using Instagram.Grains;
using Instagram.Grains.Feed;

namespace Instagram.Tests.Scenarios;

/// <summary>Many feeds that wake at once share what the database can bear, and who waits is answered in time.</summary>
public sealed class WakingTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(
        "Feed:ConcurrentWakes=2", "Feed:WakeWaitSeconds=0.5", "Feed:WaitingWakes=2000");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_read_whose_feed_cannot_wake_in_time_is_told_when_to_come_again()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        var post = await bob.Posts(Pictures.Sunset());
        var end = new TaskCompletionSource();
        var limiter = _product.Service<WakeLimiter>();
        var others = new[] { limiter.Run(() => end.Task), limiter.Run(() => end.Task) };

        // All of them share the one wait, and the one refusal.
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Read(alice)));
        Assert.All(answers, answer => answer.Problem(503, "busy"));
        Assert.All(answers, answer => Assert.NotNull(answer.Header("Retry-After")));
        end.SetResult();
        await Task.WhenAll(others);

        await alice.SeesInFeed(post);
    }

    [Fact]
    public async Task A_thousand_feeds_that_wake_at_once_all_wake()
    {
        await using var product = await Product.Start("Feed:ConcurrentWakes=2", "Feed:WakeWaitSeconds=60");
        var limiter = product.Service<WakeLimiter>();
        var (running, most) = (0, 0);
        var feeds = Enumerable.Range(1, 1_000).Select(reader =>
            product.Grains.GetGrain<IFeedGrain>(reader).GetPage(FeedOrder.Ranked, null, 10)).ToList();
        var others = Enumerable.Range(0, 50).Select(_ => limiter.Run(async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        }));

        await Task.WhenAll(others);
        Assert.All(await Task.WhenAll(feeds), page => Assert.Empty(page.PostIds));
        Assert.InRange(most, 1, 2);
        Assert.Equal(0, limiter.Waiting);
    }

    [Fact]
    public async Task More_than_may_wait_are_refused_at_once()
    {
        using var limiter = new WakeLimiter(
            Microsoft.Extensions.Options.Options.Create(
                new FeedOptions { ConcurrentWakes = 1, WaitingWakes = 2, WakeWaitSeconds = 5 }),
            new ManualTime());
        var end = new TaskCompletionSource();
        var runs = Enumerable.Range(0, 3).Select(_ => limiter.Run(() => end.Task)).ToList();
        await Assert.ThrowsAsync<BusyException>(() => limiter.Run(() => Task.CompletedTask));
        await Assert.ThrowsAsync<BusyException>(() => limiter.Run(() => Task.CompletedTask, isPatient: false));
        Assert.Equal(2, limiter.Waiting);
        end.SetResult();
        await Task.WhenAll(runs);
        await limiter.Run(() => Task.CompletedTask, isPatient: false);
    }

    [Fact]
    public async Task Who_waits_too_long_gives_their_place_to_the_next()
    {
        var time = new ManualTime();
        using var limiter = new WakeLimiter(
            Microsoft.Extensions.Options.Options.Create(
                new FeedOptions { ConcurrentWakes = 1, WakeWaitSeconds = 5 }), time);
        var end = new TaskCompletionSource();
        var first = limiter.Run(() => end.Task);
        var second = limiter.Run(() => Task.CompletedTask);
        time.Advance(TimeSpan.FromSeconds(4));
        var third = limiter.Run(() => Task.CompletedTask);
        time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<BusyException>(() => second);
        end.SetResult();
        await first;
        await third;
    }

    private async Task<Answer> Read(Member reader)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/feed");
        request.Headers.Authorization = new("Bearer", reader.AccessToken);
        return await _product.Send(request, mayBeBusy: true);
    }
}
