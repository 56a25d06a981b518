using System.Net.Http.Json;
using Instagram.Tests.Storage;
using Microsoft.Extensions.Configuration;

namespace Instagram.Tests.Api;

/// <summary>The database is gone for a while: what is asked meanwhile, and that nobody needs to start anything.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private const string Id = Routes.Id;

    /// <summary>Bodies that are good, so that a route gets as far as the database.</summary>
    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["POST /api/v1/auth/signup"] = new { username = "late", email = "l@example.org", password = Member.Password },
        ["POST /api/v1/auth/login"] = new { login = "somebody", password = Member.Password },
        ["PUT /api/v1/auth/password"] =
            new { currentPassword = Member.Password, newPassword = "another one altogether" },
        ["PATCH /api/v1/users/me"] = new { bio = "nobody reads this" },
        ["PUT /api/v1/users/me/avatar"] = new { mediaId = Id },
        ["POST /api/v1/media/uploads"] = new { contentType = "image/jpeg", byteSize = 100 },
        ["POST /api/v1/posts"] = new { mediaIds = new[] { Id } },
        [$"POST /api/v1/posts/{Id}/comments"] = new { text = "hello" },
        ["POST /api/v1/notifications/seen"] = new { upTo = Id },
        ["POST /api/v1/stories"] = new { mediaId = Id },
        [$"POST /api/v1/stories/{Id}/reply"] = new { text = "hello" },
        [$"PATCH /api/v1/posts/{Id}"] = new { caption = "hello" },
        ["DELETE /api/v1/users/me"] = new { password = Member.Password },
        ["POST /api/v1/reports"] = new { kind = "post", id = Id, reason = "no" },
        [$"POST /api/v1/users/me/moderation/{Id}/appeal"] = new { text = "why" },
    };

    private Product _product = null!;

    private string Database => _product.Service<IConfiguration>()["ConnectionStrings:Main"]!;

    public async Task InitializeAsync() => _product = await Product.Start(Moderating.Setting);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Without_the_database_every_route_says_when_to_come_again_and_nothing_is_half_done()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var moderator = await _product.SignUpModerator();
        await alice.Follows(bob);
        var post = await bob.Posts(Pictures.Sunset());
        await alice.SeesInFeed(post);
        var bodies = Bodies.Append(new("POST /api/v1/auth/refresh", new { refreshToken = alice.RefreshToken }))
            .ToDictionary();
        await DatabaseDoor.Close(Database);
        (await Ask(alice, "POST", $"{post.Path()}/like", null)).Problem(503, "busy");
        (await Ask(alice, "DELETE", $"{bob.Path()}/follow", null)).Problem(503, "busy");

        var (walked, busy) = (0, 0);
        // A stream is begun before anything is asked of the database; who could not sign out is signed out here.
        foreach (var (method, path) in Routes.All.Concat(Routes.OfModerators)
            .Where(route => route.Path != "/api/v1/events")
            .OrderBy(route => route.Path == "/api/v1/auth/logout" ? 2 : route.Path.Contains("/auth/", StringComparison.Ordinal) ? 1 : 0))
        {
            var asker = path.StartsWith("/api/v1/admin", StringComparison.Ordinal) ? moderator : alice;
            var answer = await Ask(asker, method, path, bodies.GetValueOrDefault($"{method} {path}"));
            walked++;
            if (answer.Status == 503)
            {
                busy++;
                if (method != "HEAD")
                {
                    answer.Problem(503, "busy");
                }
                Assert.True(int.Parse(answer.Header("Retry-After")!, null) > 0, $"{answer}");
            }
            else
            {
                // What is known without asking: the form is wrong, or a list is in memory. But nothing is ever done.
                Assert.True(method is "GET" || answer.Status >= 400, $"{answer}\n\nwas done without a database");
            }
        }
        Figures.Show("outage", $"{walked} routes walked without the database, {busy} answered 503, 0 failed");
        Assert.InRange(busy, walked * 3 / 4, walked);
        (await Ask(bob, "DELETE", post.Path(), null)).Problem(503, "busy");
        (await _product.Nobody.Get("/health/live")).Is(200);

        await DatabaseDoor.Open(Database);

        await Eventually.Becomes(
            () => Ask(bob, "GET", "/health/ready", null), ready => ready.Status == 200);
        alice = await alice.SignsInAgain();
        await alice.SeesInFeed(post);
        await alice.Likes(post);
        Assert.Equal(1, (await alice.Get(post.Path())).As<PostShape>().LikeCount);
        var later = await bob.Posts(Pictures.Sunset(seed: 2));
        await alice.SeesInFeed(later);
        await alice.Unfollows(bob);
        await alice.DoesNotSeeInFeed(later);
    }

    private async Task<Answer> Ask(Member asker, string method, string path, object? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Authorization = new("Bearer", asker.AccessToken);
        return await _product.Send(request, mayBeBusy: true);
    }
}
