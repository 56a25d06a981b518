using System.Net.Http.Json;
using Instagram.Grains.Posts;

namespace Instagram.Tests.Scenarios;

/// <summary>More posts at once than a silo makes at a time.</summary>
public sealed class BurstTests
{
    [Fact]
    public async Task A_burst_of_posts_waits_its_turn_and_all_are_made()
    {
        await using var product = await Product.Start("Feed:ConcurrentPosts=1");
        var ana = await product.SignUp("ana");
        var media = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ana.UploadsReady(Pictures.Sunset())));

        var posts = await Task.WhenAll(media.Select(medium => ana.Submits(new { mediaIds = new[] { medium } })));

        Assert.All(posts, post => Assert.Equal("published", post.Status));
        Assert.Equal(6, posts.DistinctBy(post => post.Id).Count());
        Assert.Equal(0, product.Service<PublishLimiter>().Waiting);
    }

    [Fact]
    public async Task A_post_whose_turn_does_not_come_is_told_when_to_come_again_and_loses_nothing()
    {
        await using var product = await Product.Start("Feed:ConcurrentPosts=1", "Feed:PostWaitSeconds=0.2");
        var ana = await product.SignUp("ana");
        var medium = await ana.UploadsReady(Pictures.Sunset());
        var end = new TaskCompletionSource();
        var other = product.Service<PublishLimiter>().Run(() => end.Task);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/posts")
        {
            Content = JsonContent.Create(new { mediaIds = new[] { medium } }),
        };
        request.Headers.Authorization = new("Bearer", ana.AccessToken);
        var refused = await product.Send(request, mayBeBusy: true);
        refused.Problem(503, "busy");
        Assert.NotNull(refused.Header("Retry-After"));
        end.SetResult();
        await other;

        await ana.Submits(new { mediaIds = new[] { medium } });
    }
}
