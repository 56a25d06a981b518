using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;

namespace Instagram.Tests.Edge;

/// <summary>Two hosts, one database: one at a time acts, and the other is there when it is needed.</summary>
[Collection(EdgeGroup.Name)]
public sealed class FailoverTests(EdgeFixture edge)
{
    private const int Clients = 6;
    private const int Before = 40;
    private const int After = 40;

    [EdgeFact]
    public async Task A_host_killed_under_load_costs_no_request_that_comes_again()
    {
        var author = await edge.Product.SignUp("bob");
        var post = await author.Posts(Pictures.Sunset(seed: 31));
        var clients = await edge.Product.SignUpMany("carl", Clients);
        var acknowledged = new ConcurrentDictionary<string, string>();
        using var stop = new CancellationTokenSource();
        var before = edge.Again;
        var work = clients.Select(client => Work(client, post, acknowledged, stop.Token)).ToArray();
        await Reaches(acknowledged, work, Before);

        var killed = edge.Active;
        await edge.TakesOver();
        var atTakeover = acknowledged.Count;
        await Reaches(acknowledged, work, atTakeover + After);
        await stop.CancelAsync();
        var requests = (await Task.WhenAll(work)).Sum();

        var there = (await author.All<CommentShape>($"{post.Path()}/comments", 100)).ToDictionary(
            comment => comment.Id, comment => comment.Text);
        var lost = acknowledged.Count(comment => there.GetValueOrDefault(comment.Key) != comment.Value);
        Assert.Equal(0, lost);
        Assert.Equal(there.Count, there.Values.Distinct().Count());
        Assert.Equal(Clients, (await author.Get(post.Path())).As<PostShape>().LikeCount);
        Assert.True(killed.HasEnded);
        Figures.Show(
            "edge",
            $"a host killed under load, {requests} requests, {edge.Again - before} sent again, 0 failed, {lost} lost");
        await edge.Standby.StandsBy();
    }

    [EdgeFact]
    public async Task A_host_that_slept_through_a_takeover_answers_nothing_and_ends_with_a_sentence()
    {
        var bob = await edge.Product.SignUp("bob");
        await edge.Standby.StandsBy();
        var (asleep, other) = (edge.Active, edge.Standby);
        asleep.Pause();
        await Storage.LeaseSessions.EndHolders(edge.Database);
        await other.Listens();
        var since = TimeProvider.System.GetTimestamp();
        await Eventually.Holds(
            () => Task.FromResult(TimeProvider.System.GetElapsedTime(since) > EdgeFixture.LeaseValidity));

        asleep.Wake();
        await using var direct = Product.Elsewhere(asleep.Address, new SocketsHttpHandler());
        while (!asleep.HasEnded)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/users/by-username/{bob.Username}");
                (await direct.Send(request, mayBeBusy: true)).Problem(503, "busy");
            }
            catch (HttpRequestException)
            {
                // It listens no more.
            }
        }

        Assert.Equal(1, await asleep.Ends());
        Assert.Matches("was taken over by host|Another host had the databases", asleep.ToString());
        edge.Replaces(asleep);
        await bob.Me();
        await edge.Standby.StandsBy();
    }

    [EdgeFact]
    public async Task A_second_host_that_is_not_to_wait_refuses_with_a_sentence()
    {
        await using var second = edge.StartHost(0, "--Lease:Wait", "false");
        Assert.Equal(1, await second.Ends());
        await second.Says("Two hosts of the embedded engine cannot share a database");
        Assert.Matches(@"in use by host '\S+', process \d+, since \d{4}-\d\d-\d\d", second.ToString());
    }

    [EdgeFact]
    public async Task A_standby_ends_when_it_is_told_to()
    {
        await using var third = edge.StartHost(0);
        await third.StandsBy();
        third.Terminate();
        Assert.Equal(0, await third.Ends());
    }

    /// <summary>Likes, comments and looks until it is told to stop; any other answer than success fails.</summary>
    private static async Task<int> Work(
        Member me, PostShape post, ConcurrentDictionary<string, string> acknowledged, CancellationToken stop)
    {
        var sent = 0;
        while (!stop.IsCancellationRequested)
        {
            await me.Likes(post);
            var text = string.Create(CultureInfo.InvariantCulture, $"{me.Username} {sent}");
            var comment = (await me.Send(
                HttpMethod.Post, $"{post.Path()}/comments", JsonContent.Create(new { text }),
                ("Idempotency-Key", Guid.NewGuid().ToString("n")))).As<CommentShape>(201);
            acknowledged[comment.Id] = text;
            (await me.Get(post.Media[0].Urls.Small)).Is(200);
            sent += 3;
        }
        return sent;
    }

    private static async Task Reaches(
        ConcurrentDictionary<string, string> acknowledged, Task<int>[] work, int count) =>
        await Eventually.Becomes(
            TimeSpan.FromSeconds(60),
            () => Array.Find(work, task => task.IsFaulted) is { } failed
                ? Task.FromException<int>(failed.Exception!)
                : Task.FromResult(acknowledged.Count),
            made => made >= count);
}
