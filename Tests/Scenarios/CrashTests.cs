using System.Net.Http.Json;

namespace Instagram.Tests.Scenarios;

/// <summary>The real process on the real disk: killed in the middle of its work, it has lost nothing.</summary>
public sealed class CrashTests
{
    private const int Uploads = 6;

    [Fact]
    public async Task After_a_kill_everything_that_was_acknowledged_is_there_and_pictures_in_flight_are_finished()
    {
        var data = TestDirectories.Fresh();
        using var http = new HttpClient();
        string token;
        var posts = new List<PostShape>();
        await using (var product = await ProductProcess.Start(data))
        {
            http.BaseAddress = product.Address;
            var account = new { username = "alice", email = "alice@example.org", password = Member.Password };
            token = (await Read<SignedInShape>(await http.PostAsJsonAsync("/api/v1/auth/signup", account))).AccessToken;
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
            for (var i = 0; i < Uploads; i++)
            {
                // Large enough that most of them are still waiting when the process dies.
                posts.Add(await Post(http, Pictures.Sunset(1600, 1200, i)));
            }
            Assert.Equal("processing", posts[^1].Status);
            await product.Kill();
        }

        await using var again = await ProductProcess.Start(data);
        using var client = new HttpClient { BaseAddress = again.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        foreach (var post in posts)
        {
            var published = await Eventually.Becomes(
                async () => await Read<PostShape>(await client.GetAsync(new Uri(post.Path(), UriKind.Relative))),
                seen => seen.Status == "published");
            using var picture = await client.GetAsync(new Uri(published.Media[0].Urls.Small, UriKind.Relative));
            Assert.Equal((320, 240), Pictures.SizeOf(await picture.Content.ReadAsByteArrayAsync()));
        }
        var feed = await Read<FeedShape>(await client.GetAsync(new Uri("/api/v1/feed?order=latest", UriKind.Relative)));
        Assert.Equal(posts.Select(post => post.Id).Reverse(), feed.Posts.Select(post => post.Id));
        Assert.Contains(await again.Stop(), new[] { 0, 143 });
    }

    private static async Task<PostShape> Post(HttpClient http, byte[] picture)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(picture), "image", "a.jpg" } };
        return await Read<PostShape>(await http.PostAsync(new Uri("/api/v1/posts", UriKind.Relative), form));
    }

    private static async Task<T> Read<T>(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.True(response.IsSuccessStatusCode, $"{response} {await response.Content.ReadAsStringAsync()}");
            return (await response.Content.ReadFromJsonAsync<T>(Contract.Json))!;
        }
    }
}
