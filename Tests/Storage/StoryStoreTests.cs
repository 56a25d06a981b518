using Instagram.Storage.Media;
using Instagram.Storage.Outbox;
using Instagram.Storage.Posts;
using Instagram.Storage.Stories;

namespace Instagram.Tests.Storage;

public sealed class StoryStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private StoryStore _stories = null!;
    private StoryAudienceStore _audience = null!;
    private long _bob;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _stories = new StoryStore(_world.Shards);
        _audience = new StoryAudienceStore(_world.Shards);
        _bob = await _world.NewUser(StoreWorld.HighShard);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_story_sent_twice_is_one_and_takes_its_medium()
    {
        var story = new StoryRow(_world.NextIdBeside(_bob), _bob, await _world.NewMedium(_bob));
        Assert.Equal(StoryCreateResult.Created, await _stories.Create(story, default));
        Assert.Equal(StoryCreateResult.Created, await _stories.Create(story, default));

        Assert.Equal([story], await _stories.OfAuthor(_bob, 0, default));
        Assert.Empty(await _stories.OfAuthor(_bob, story.Id + 1, default));
        Assert.Equal(_bob, await _stories.FindAuthor(story.Id, default));
        Assert.Equal(story.Id, (await _world.Media.Find(story.MediaId, default))!.StoryId);
    }

    [Fact]
    public async Task A_medium_goes_to_one_post_or_story_however_many_want_it_at_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var medium = await _world.NewMedium(_bob);
            var taken = 0;
            await StoreWorld.Together(Enumerable.Range(0, 5).Select(i => (Func<Task>)(async () =>
            {
                var isTaken = i % 3 == 0
                    ? (await _world.Create(_world.Post(_bob, medium))).Result == PostCreateResult.Created
                    : i % 3 == 1
                        ? await Create(_bob, medium) == StoryCreateResult.Created
                        : await _world.Users.SetAvatar(_bob, medium, default);
                Interlocked.Add(ref taken, isTaken ? 1 : 0);
            })));
            Assert.Equal(1, taken);
        }
    }

    [Fact]
    public async Task A_medium_that_is_rejected_or_someone_elses_makes_no_story()
    {
        var other = await _world.NewUser(StoreWorld.HighShard);
        Assert.Equal(StoryCreateResult.MediaMissing, await Create(_bob, await _world.NewMedium(other)));
        Assert.Equal(
            StoryCreateResult.MediaUnusable, await Create(_bob, await _world.NewMedium(_bob, MediaStatus.Rejected)));
        Assert.Empty(await _stories.OfAuthor(_bob, 0, default));
    }

    [Fact]
    public async Task The_tray_of_two_databases_is_bounded_and_has_the_unseen_first()
    {
        var low = await _world.NewUser(StoreWorld.LowShard);
        var quiet = await _world.NewUser(StoreWorld.LowShard);
        var old = await NewStory(low);
        var first = await NewStory(_bob);
        var second = await NewStory(_bob);
        long[] authors = [low, quiet, _bob];

        await _audience.AddView(second, 1, _world.NextIdBeside(second), default);
        Assert.Equal([new(_bob, second, true), new(low, old, true)], await Tray(0));
        await _audience.AddView(first, 1, _world.NextIdBeside(first), default);
        Assert.Equal([new(low, old, true), new(_bob, second, false)], await Tray(0));
        Assert.Equal([new(low, old, true)], await Tray(0, limit: 1));
        Assert.Equal([new(_bob, second, false)], await Tray(second));
        Assert.Equal(new[] { first, second }.Order(), (await _audience.SeenAmong(1, [old, first, second], default))
            .Order());

        Task<IReadOnlyList<TrayRow>> Tray(long from, int limit = 10) => _stories.Tray(1, authors, from, limit, default);
    }

    [Fact]
    public async Task A_reply_and_its_fact_commit_together_and_once()
    {
        var story = await NewStory(_bob);
        var reply = new StoryReplyRow(_world.NextIdBeside(story), story, 1, "hello");
        Assert.True(await _audience.AddReply(reply, _world.Fact(_bob, "notices"), default));
        Assert.True(await _audience.AddReply(reply, _world.Fact(_bob, "notices"), default));

        Assert.Equal([reply], await _audience.ListReplies(story, long.MaxValue, 10, default));
        Assert.Equal(reply, await _audience.FindReply(reply.Id, default));
        Assert.Single(await _world.Facts("notices"));
    }

    [Fact]
    public async Task A_story_that_is_gone_takes_no_view_and_no_reply()
    {
        var story = await NewStory(_bob);
        var reply = new StoryReplyRow(_world.NextIdBeside(story), story, 1, "hello");
        await _audience.AddReply(reply, _world.Fact(_bob, "notices"), default);
        Assert.True(await _stories.End(story, _world.Fact(story, "ended"), default));
        Assert.False(await _stories.End(story, _world.Fact(story, "ended"), default));

        await _audience.AddView(story, 1, _world.NextIdBeside(story), default);
        Assert.False(await _audience.AddReply(
            reply with { Id = _world.NextIdBeside(story) }, _world.Fact(_bob, "notices"), default));
        Assert.Empty(await _audience.ListViewers(story, long.MaxValue, 10, default));
        Assert.Null(await _audience.FindReply(reply.Id, default));
        Assert.Single(await _world.Facts("notices"));
        Assert.Equal(story, Assert.Single(await _world.Facts("ended")).Key);
    }

    [Fact]
    public async Task Views_that_race_with_the_end_are_all_purged()
    {
        for (var round = 0; round < 10; round++)
        {
            var story = await NewStory(_bob);
            await StoreWorld.Together(Enumerable.Range(0, 12).Select(viewer => (Func<Task>)(
                viewer == 6
                    ? async () =>
                    {
                        await _stories.End(story, _world.Fact(story, "ended"), default);
                        while (await _audience.PurgeViews(story, 3, default))
                        {
                            // A bounded number at a time.
                        }
                    }
                    : () => _audience.AddView(story, viewer, _world.NextIdBeside(story), default))));

            Assert.Empty(await _audience.ListViewers(story, long.MaxValue, 100, default));
        }
    }

    [Fact]
    public async Task Sweeps_at_once_end_each_old_story_once_with_its_fact()
    {
        var old = new List<long>();
        for (var i = 0; i < 7; i++)
        {
            old.Add(await NewStory(_bob));
        }
        var live = await NewStory(_bob);
        var elsewhere = await NewStory(await _world.NewUser(StoreWorld.LowShard));

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Sweep(1, live))));
        Assert.All(counts, count => Assert.InRange(count, 0, 2));
        while (await Sweep(1, live) > 0)
        {
            // A bounded number at a time.
        }

        Assert.Equal(live, Assert.Single(await _stories.OfAuthor(_bob, 0, default)).Id);
        Assert.Equal(old.Order(), (await _world.Facts("ended")).Select(fact => fact.Key).Order());
        Assert.NotNull(await _stories.FindAuthor(elsewhere, default));

        Task<int> Sweep(int database, long first) =>
            _stories.EndBefore(database, first, 2, story => _world.Fact(story.Id, "ended"), default);
    }

    private async Task<long> NewStory(long author)
    {
        var id = _world.NextIdBeside(author);
        var story = new StoryRow(id, author, await _world.NewMedium(author));
        Assert.Equal(StoryCreateResult.Created, await _stories.Create(story, default));
        return id;
    }

    private Task<StoryCreateResult> Create(long author, long medium) =>
        _stories.Create(new StoryRow(_world.NextIdBeside(author), author, medium), default);
}
