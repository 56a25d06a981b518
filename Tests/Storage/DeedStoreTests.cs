using Instagram.Storage.Comments;
using Instagram.Storage.Leaving;
using Instagram.Storage.Media;

namespace Instagram.Tests.Storage;

public sealed class DeedStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private DeedStore _deeds = null!;
    private CommentStore _comments = null!;
    private long _bob;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _deeds = new DeedStore(_world.Shards);
        _comments = new CommentStore(_world.Shards);
        _bob = await _world.NewUser();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Posts_of_every_status_are_found_in_their_order_and_nobody_elses()
    {
        await _world.NewPublishedPost(await _world.NewUser());
        var expected = new List<long>();
        foreach (var status in new MediaStatus?[] { MediaStatus.Ready, null, MediaStatus.Ready, null })
        {
            var medium = status is { } settled
                ? await _world.NewMedium(_bob, settled)
                : await _world.NewPendingMedium(_bob);
            var post = _world.Post(_bob, medium);
            await _world.Create(post);
            expected.Add(post.Id);
        }
        Assert.Equal(expected, await _deeds.PostIds(_bob, default).ToListAsync());
    }

    [Fact]
    public async Task Likes_and_comments_are_found_in_every_database()
    {
        var likes = new HashSet<long>();
        var comments = new HashSet<long>();
        foreach (var shard in new[] { StoreWorld.LowShard, StoreWorld.HighShard })
        {
            var post = await _world.NewPublishedPost(await _world.NewUser(shard));
            await _world.Likes.Add(post, _bob, _world.NextIdBeside(post), default);
            await _world.Likes.Add(post, 1, _world.NextIdBeside(post), default);
            var mine = await Comment(post, _bob);
            var other = await Comment(post, 1);
            await _comments.Like(other, _bob, [], default);
            likes.Add(post);
            comments.Add(mine);
            Assert.Contains(other, await _deeds.CommentLikes(_bob, default).ToListAsync());
        }
        Assert.Equal(likes, (await _deeds.Likes(_bob, default).ToListAsync()).Select(like => like.PostId).ToHashSet());
        Assert.Equal(
            comments, (await _deeds.Comments(_bob, default).ToListAsync()).Select(row => row.Id).ToHashSet());
        Assert.Equal(2, await _deeds.CommentLikes(_bob, default).CountAsync());
    }

    [Fact]
    public async Task More_than_a_page_is_read_without_a_gap_while_it_is_removed()
    {
        var post = await _world.NewPublishedPost(await _world.NewUser());
        var written = new List<long>();
        foreach (var _ in Enumerable.Range(0, 1_100))
        {
            written.Add(await Comment(post, _bob));
        }
        var read = new List<long>();
        await foreach (var comment in _deeds.Comments(_bob, default))
        {
            read.Add(comment.Id);
            await _comments.Remove(post, comment.Id, default);
        }
        Assert.Equal(written, read);
        Assert.Empty(await _deeds.Comments(_bob, default).ToListAsync());
    }

    [Fact]
    public async Task Media_in_a_post_are_not_among_the_unused()
    {
        await _world.NewPublishedPost(_bob);
        var unused = await _world.NewMedium(_bob);
        Assert.Equal([unused], await _deeds.UnusedMediaIds(_bob, default).ToListAsync());
    }

    [Fact]
    public async Task A_postponed_fact_comes_at_its_time_and_not_before()
    {
        var post = _world.Post(_bob, await _world.NewMedium(_bob));
        await _world.Create(post);
        var fact = Assert.Single(await _world.Facts("posts"));
        await _world.Outbox.Postpone(fact.Id, StoreWorld.Noon.AddHours(1), default);
        Assert.DoesNotContain(await Due(StoreWorld.Noon.AddMinutes(59)), due => due.Id == fact.Id);
        Assert.Contains(await Due(StoreWorld.Noon.AddHours(1)), due => due.Id == fact.Id);
        Assert.Equal((1, 0), (await _world.Outbox.Count("posts", default), await _world.Outbox.Count("none", default)));
    }

    private Task<IReadOnlyList<Instagram.Storage.Outbox.OutboxFact>> Due(DateTimeOffset now) =>
        _world.Outbox.TakeDue(0, now, TimeSpan.FromDays(1), 100, default);

    private async Task<long> Comment(long post, long author)
    {
        var id = _world.NextIdBeside(post);
        Assert.True((await _comments.Add(new CommentRow(id, post, author, "text", null), [], default)).IsNew);
        return id;
    }
}
