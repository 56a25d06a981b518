using Instagram.Storage.Marks;
using Instagram.Storage.Saves;

namespace Instagram.Tests.Storage;

public sealed class MarkStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private MarkStore _marks = null!;
    private SaveStore _saves = null!;
    private long _alice;
    private long _bob;
    private long[] _posts = [];

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        (_marks, _saves) = (new MarkStore(_world.Shards), new SaveStore(_world.Shards));
        (_alice, _bob) = (await _world.NewUser(StoreWorld.LowShard), await _world.NewUser(StoreWorld.HighShard));
        _posts =
        [
            await _world.NewPublishedPost(_alice), await _world.NewPublishedPost(_alice),
            await _world.NewPublishedPost(_bob), await _world.NewPublishedPost(_bob),
        ];
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Likes_of_every_database_and_saves_of_the_readers_are_found()
    {
        foreach (var post in (long[])[_posts[0], _posts[2]])
        {
            await _world.Likes.Add(post, _alice, _world.NextIdBeside(post), default);
        }
        foreach (var post in (long[])[_posts[1], _posts[2]])
        {
            await _saves.Add(_alice, post, _world.NextIdBeside(_alice), default);
        }

        var marks = await _marks.Find(_alice, _posts, default);

        Assert.Equal([_posts[0], _posts[2]], marks.Liked.Order());
        Assert.Equal([_posts[1], _posts[2]], marks.Saved.Order());
    }

    [Fact]
    public async Task Saves_are_found_where_only_posts_of_another_database_are_asked_for()
    {
        await _saves.Add(_alice, _posts[3], _world.NextIdBeside(_alice), default);

        var marks = await _marks.Find(_alice, [_posts[2], _posts[3]], default);

        Assert.Equal([_posts[3]], marks.Saved);
        Assert.Empty(marks.Liked);
    }

    [Fact]
    public async Task Readers_who_ask_together_get_each_their_own()
    {
        await _world.Likes.Add(_posts[0], _alice, _world.NextIdBeside(_posts[0]), default);
        await _world.Likes.Add(_posts[1], _bob, _world.NextIdBeside(_posts[1]), default);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(at =>
            Task.Run(() => _marks.Find(at % 2 == 0 ? _alice : _bob, _posts, default))));

        Assert.All(answers.Index(), answer => Assert.Equal([_posts[answer.Index % 2]], answer.Item.Liked));
    }
}
