using Instagram.ApiHost.Demo;

namespace Instagram.Tests.Demo;

public sealed class SettlersTests
{
    private readonly WorldPlan plan = new(people: 6, posts: 8);
    private readonly List<string> told = [];

    [Fact]
    public async Task An_empty_instance_is_filled_through_the_contract()
    {
        await using var instance = await FakeInstance.Start();
        await Settle(instance);

        Assert.Equal(6, instance.Count("POST /api/v1/auth/signup"));
        Assert.Equal(8, instance.PostCount);
        Assert.Equal(
            6 + plan.Posts.Sum(post => post.Seeds.Length) + plan.Stories.Count, instance.Count("PUT /objects/"));
        var comments = plan.Posts.SelectMany(post => post.Comments).ToArray();
        var likes = plan.Posts.Sum(post => post.Likers.Length) + comments.Sum(comment => comment.Likers.Length);
        Assert.Equal(likes, CountEnding(instance, "/like"));
        Assert.Equal(plan.Posts.Sum(post => post.Savers.Length), CountEnding(instance, "/save"));
        Assert.Equal(comments.Length + comments.Sum(comment => comment.Replies.Length), instance.CommentCount);
        Assert.Equal(plan.Stories.Count, instance.StoryCount);
        Assert.Equal(plan.Stories.Sum(story => story.Viewers.Length), CountEnding(instance, "/seen"));
        Assert.Equal(plan.Stories.Sum(story => story.Replies.Length), instance.StoryReplyCount);
        var reports = plan.Posts.Sum(post => post.Reports.Length) + comments.Sum(comment => comment.Reports.Length);
        Assert.Equal(reports, instance.Count("POST /api/v1/reports"));
        Assert.Contains(told, line => line == "8 of 8 posts");
    }

    [Fact]
    public async Task What_broke_off_goes_on_without_posting_twice()
    {
        await using var instance = await FakeInstance.Start();
        instance.Refuse = line => line == "POST /api/v1/posts" && instance.PostCount >= 3 ? 500 : null;
        await Assert.ThrowsAsync<DemoException>(() => Settle(instance));
        Assert.InRange(instance.PostCount, 3, 5);

        instance.Refuse = _ => null;
        await Settle(instance);

        Assert.Equal(8, instance.PostCount);
        Assert.Equal(6, instance.Count("POST /api/v1/auth/login"));
    }

    [Fact]
    public async Task A_complete_world_is_left_as_it_is()
    {
        await using var instance = await FakeInstance.Start();
        await Settle(instance);
        var (comments, replies) = (instance.CommentCount, instance.StoryReplyCount);
        await Settle(instance);
        Assert.Equal(8, instance.PostCount);
        Assert.Equal(comments, instance.CommentCount);
        Assert.Equal(plan.Stories.Count, instance.StoryCount);
        Assert.Equal(replies, instance.StoryReplyCount);
    }

    [Fact]
    public async Task A_busy_instance_is_asked_again()
    {
        await using var instance = await FakeInstance.Start();
        var refusals = 5;
        instance.Refuse = line => line == "POST /api/v1/posts" && Interlocked.Decrement(ref refusals) >= 0 ? 429 : null;
        await Settle(instance);
        Assert.Equal(8, instance.PostCount);
    }

    [Fact]
    public async Task A_part_of_the_contract_that_is_missing_is_done_without()
    {
        await using var instance = await FakeInstance.Start();
        instance.Refuse = line => line.EndsWith("/avatar", StringComparison.Ordinal) ? 405
            : line.EndsWith("/comments", StringComparison.Ordinal) ? 404
            : line.Contains("/stories", StringComparison.Ordinal) ? 404 : null;
        await Settle(instance);
        Assert.Equal(8, instance.PostCount);
        Assert.Contains(told, line => line.StartsWith("0 stories", StringComparison.Ordinal));
        Assert.EndsWith(" likes, 0 comments and 0 replies", told[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_with_a_name_of_the_cast_stops_it()
    {
        await using var instance = await FakeInstance.Start();
        await Settle(instance, "one-password");
        var failure = await Assert.ThrowsAsync<DemoException>(() => Settle(instance, "another-password"));
        Assert.Contains("is not empty", failure.Message, StringComparison.Ordinal);
    }

    private static int CountEnding(FakeInstance instance, string end) =>
        instance.Requests.Count(each => each.EndsWith(end, StringComparison.Ordinal));

    private async Task Settle(FakeInstance instance, string password = "little-world")
    {
        using var http = new HttpClient { BaseAddress = instance.Address };
        var client = new ContractClient(http, TimeProvider.System);
        void Tell(string line)
        {
            lock (told)
            {
                told.Add(line);
            }
        }
        await new Settlers(client, plan, (_, _, _, _) => [1, 2, 3], password, Tell).Settle(CancellationToken.None);
    }
}
