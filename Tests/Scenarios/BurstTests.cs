using System.Net.Http.Json;
using Instagram.Grains.Posts;

namespace Instagram.Tests.Scenarios;

/// <summary>More posts at once than a silo makes at a time.</summary>
public sealed class BurstTests
{
    [Fact]
    public async Task A_burst_of_posts_waits_its_turn_and_all_are_made()
    {
        await using var product = await Product.Start("Posts:AtOnce=1", "Posts:WaitSeconds=60");
        var ana = await product.SignUp("ana");
        var media = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ana.UploadsReady(Pictures.Sunset())));
        var limiter = product.Service<PublishLimiter>();
        var end = new TaskCompletionSource();
        var other = limiter.Run(() => end.Task);

        var posting = Task.WhenAll(media.Select(medium => ana.Submits(new { mediaIds = new[] { medium } })));
        await Eventually.Becomes(() => Task.FromResult(limiter.Waiting), waiting => waiting == 6);
        end.SetResult();
        await other;

        var posts = await posting;
        Assert.All(posts, post => Assert.Equal("published", post.Status));
        Assert.Equal(6, posts.DistinctBy(post => post.Id).Count());
    }

    [Fact]
    public async Task A_post_whose_turn_does_not_come_is_told_when_to_come_again_and_loses_nothing()
    {
        await using var product = await Product.Start(
            "Posts:AtOnce=1", "Posts:WaitSeconds=0.2", "Limits:Enabled=true", "Limits:PostsPerHour=1");
        var ana = await product.SignUp("ana");
        var medium = await ana.UploadsReady(Pictures.Sunset());
        var end = new TaskCompletionSource();
        var other = product.Service<PublishLimiter>().Run(() => end.Task);

        var refused = await Post();
        refused.Problem(503, "busy");
        Assert.NotNull(refused.Header("Retry-After"));
        end.SetResult();
        await other;

        // Neither the key nor the hour's only post is spent.
        (await Post()).Is(201);

        async Task<Answer> Post()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/posts")
            {
                Content = JsonContent.Create(new { mediaIds = new[] { medium } }),
            };
            request.Headers.Authorization = new("Bearer", ana.AccessToken);
            request.Headers.Add("Idempotency-Key", "one");
            return await product.Send(request, mayBeBusy: true);
        }
    }
}
