using Instagram.Grains.Policies;
using Instagram.Grains.Stories;
using Instagram.Storage.Objects;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Instagram.Storage.Stories;
using Instagram.Tests.Support;

namespace Instagram.Tests.Storage;

/// <summary>Nothing of a story that is over remains: no row, no object.</summary>
public sealed class StorySweepTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private Product _product = null!;
    private Member _bob = null!;
    private Member _alice = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.Start(_time, "Stories:SweepSeconds=3600");
        (_bob, _alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_sweep_leaves_nothing_of_what_expired_and_everything_of_what_is_live()
    {
        var old = new[] { await Told(_bob), await Told(_bob), await Told(_alice) };
        // Posted and expired before its picture was ever sent.
        var ticket = await _bob.Announces(Pictures.Sunset());
        await _bob.PostsStory(ticket.MediaId);
        _time.Advance(TimeSpan.FromHours(1));
        await Renew();
        var live = await Told(_bob);
        var post = await _bob.Posts(Pictures.Sunset());
        Assert.Equal(0, await Sweep());

        _time.Advance(old[2].ExpiresAt - _time.GetUtcNow());
        await Renew();
        await Sweep();
        await Eventually.Becomes(Left, left => left == (1, 1, 1, 2));
        foreach (var story in old)
        {
            Assert.Equal(0, await Objects(story.Media.Id));
        }
        Assert.Equal(0, await Objects(ticket.MediaId));
        await _alice.Follows(_bob);
        await _alice.SeesStory(_bob, live);
        await _alice.Sees(post);
    }

    [Fact]
    public async Task What_a_crash_left_between_the_end_and_the_purge_is_purged_by_the_outbox()
    {
        var story = await Told(_bob);
        _time.Advance(story.ExpiresAt - _time.GetUtcNow());
        var ids = _product.Service<SnowflakeIds>();
        await _product.Service<StoryStore>().EndBefore(
            0, StoryLife.FirstLive(_time.GetUtcNow()), 10,
            row =>
            {
                var fact = new StoryEnded(ids.Next(ShardId.Of(row.Id)), row.Id, row.AuthorId, row.MediaId);
                return new OutboxFact(
                    fact.FactId, "ended", row.Id, System.Text.Json.JsonSerializer.Serialize(fact), _time.GetUtcNow());
            },
            default);
        await Eventually.Becomes(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return Left();
            },
            left => left == (0, 0, 0, 0));
        Assert.Equal(0, await Objects(story.Media.Id));
    }

    [Fact]
    public async Task A_deleted_story_leaves_nothing_either()
    {
        var story = await Told(_bob);
        (await _bob.Delete(story.Path())).Is(204);
        await Eventually.Becomes(Left, left => left == (0, 0, 0, 0));
        Assert.Equal((0, 0), (await Rows("stories"), await Objects(story.Media.Id)));
    }

    [Fact]
    public async Task Stories_are_swept_without_anyone_asking()
    {
        var story = await Told(_bob);
        await Eventually.Becomes(
            () =>
            {
                _time.Advance(TimeSpan.FromHours(1));
                return Rows("stories");
            },
            left => left == 0);
        Assert.True(_time.GetUtcNow() >= story.ExpiresAt, $"{_time.GetUtcNow()}");
        await Eventually.Becomes(Left, left => left == (0, 0, 0, 0));
    }

    /// <summary>A story that the other has seen, answered, and whose picture was also asked for as JPEG.</summary>
    private async Task<StoryShape> Told(Member author)
    {
        var reader = author == _bob ? _alice : _bob;
        var story = await author.PostsStory();
        await reader.Watches(story);
        await reader.Answers(story, "nice");
        (await reader.Send(HttpMethod.Get, story.Media.Urls.Small, null, ("Accept", "image/jpeg"))).Is(200);
        Assert.Equal(7, await Objects(story.Media.Id));
        return story;
    }

    private async Task Renew()
    {
        await _bob.Renews();
        await _alice.Renews();
    }

    private Task<int> Sweep() => _product.Grains.GetGrain<IStorySweepGrain>(0).Sweep();

    private async Task<(long Views, long Replies, long Stories, long Media)> Left() => (
        await Rows("story_views"), await Rows("story_replies"), await Rows("stories"), await Rows("media"));

    private async Task<long> Rows(string table)
    {
        await using var command = _product.Service<ShardMap>().Directory.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The upload, its original, its variants and what was made of them.</summary>
    private async Task<int> Objects(string mediaId)
    {
        var objects = _product.Service<IObjectStore>();
        var count = await objects.Head($"uploads/{mediaId}") is null ? 0 : 1;
        foreach (var prefix in new[] { "originals", "media" })
        {
            await foreach (var _ in objects.List($"{prefix}/{mediaId}/"))
            {
                count++;
            }
        }
        return count;
    }
}
