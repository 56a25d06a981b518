namespace Instagram.Tests.Scenarios;

/// <summary>A story ends a day after it was made, to the millisecond, and outlives everything but that.</summary>
public sealed class StoryExpiryTests : IAsyncLifetime
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly ManualTime _time = new();
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(_time);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_day_to_the_millisecond_later_a_story_is_gone_for_everyone_and_the_next_is_not()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await alice.Follows(bob);
        var story = await bob.PostsStory();
        await alice.Watches(story);
        _time.Advance(2 * Millisecond);
        var next = await bob.PostsStory();
        Assert.Equal(story.CreatedAt.AddHours(24), story.ExpiresAt);

        _time.Advance(story.ExpiresAt - _time.GetUtcNow() - Millisecond);
        await bob.Renews();
        await alice.Renews();
        await alice.SeesStory(bob, story);
        await bob.SeesStory(bob, story);
        Assert.Single((await bob.List<CardShape>($"{story.Path()}/viewers")).Items);

        _time.Advance(Millisecond);
        await alice.DoesNotSeeStory(bob, story);
        await bob.DoesNotSeeStory(bob, story);
        await alice.SeesStory(bob, next);

        _time.Advance(next.ExpiresAt - _time.GetUtcNow());
        Assert.Empty(await alice.Tray());
        Assert.Empty(await bob.StoriesOf(bob));
    }

    [Fact]
    public async Task Stories_their_viewers_and_answers_survive_a_restart_and_end_in_their_time()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await alice.Follows(bob);
        var story = await bob.PostsStory();
        await alice.Watches(story);
        await alice.Answers(story, "still here");

        await _product.Restart();
        await alice.SeesStory(bob, story);
        Assert.True(Assert.Single(await alice.StoriesOf(bob)).Seen);
        Assert.Single((await bob.List<CardShape>($"{story.Path()}/viewers")).Items);
        Assert.Single((await bob.List<StoryReplyShape>($"{story.Path()}/replies")).Items);

        await _product.Restart(() =>
        {
            _time.Advance(story.ExpiresAt - _time.GetUtcNow());
            return Task.CompletedTask;
        });
        await bob.Renews();
        await alice.Renews();
        await alice.DoesNotSeeStory(bob, story);
        await bob.DoesNotSeeStory(bob, story);
    }
}
