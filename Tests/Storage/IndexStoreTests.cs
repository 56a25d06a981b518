using Instagram.Storage.Posts;
using Instagram.Storage.Search;

namespace Instagram.Tests.Storage;

/// <summary>The index is one, in the directory's database, wherever its subjects live.</summary>
public abstract class IndexStoreTests : IAsyncLifetime
{
    private static readonly PlaceRow Bridge = new(77, "Charles Bridge", 50.0865, 14.4114);

    private StoreWorld _world = null!;
    private IndexStore _index = null!;
    private SearchStore _search = null!;
    private long _alice;
    private long _bob;

    private protected StoreWorld World => _world;

    private protected abstract Task<StoreWorld> MakeWorld();

    public async Task InitializeAsync()
    {
        _world = await MakeWorld();
        _index = new IndexStore(_world.Shards);
        _search = new SearchStore(_world.Shards);
        _alice = _world.Ids.Next(StoreWorld.LowShard);
        _bob = _world.Ids.Next(StoreWorld.HighShard);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_post_is_open_once_its_author_is_whichever_comes_first()
    {
        await PutUser(_alice);
        await PutPost(_alice, "sea");
        await PutPost(_bob, "sea");
        Assert.Equal(1, await Count("sea"));
        await PutUser(_bob);
        Assert.Equal(2, await Count("sea"));
    }

    [Fact]
    public async Task Hiding_an_author_takes_its_posts_out_of_everything_and_showing_brings_them_back()
    {
        await PutUser(_alice);
        await PutUser(_bob);
        var post = await PutPost(_alice, "sea");
        await PutPost(_bob, "sea");
        foreach (var (isPrivate, isShown) in new[] { (true, true), (false, false), (true, false) })
        {
            await PutUser(_alice, isPrivate, isShown);
            Assert.Equal(1, await Count("sea"));
            Assert.Equal(1, Assert.Single(await Places()).Posts);
            Assert.DoesNotContain(post, await _search.PostsWithHashtag("sea", [], long.MaxValue, 10, default));
            Assert.DoesNotContain(post, await _search.PostsAtPlace(Bridge.Id, [], long.MaxValue, 10, default));
            Assert.DoesNotContain(post, await _search.PostsExcept(["word"], [], long.MaxValue, 10, default));
            Assert.Contains(post, await _search.PostsBy(["word"], [_alice], long.MaxValue, 10, default));
            await PutUser(_alice);
            Assert.Equal(2, await Count("sea"));
            Assert.Equal(2, Assert.Single(await Places()).Posts);
        }
    }

    [Fact]
    public async Task Repeating_changes_no_count_and_an_edit_moves_it()
    {
        await PutUser(_alice);
        var post = await PutPost(_alice, "sea");
        await PutPost(_alice, "sea", post);
        await PutUser(_alice);
        Assert.Equal(1, await Count("sea"));
        await PutPost(_alice, "sky", post);
        Assert.Equal((0, 1), (await Count("sea"), await Count("sky")));
        await _index.RemovePost(post, default);
        await _index.RemovePost(post, default);
        Assert.Equal(0, await Count("sky"));
        Assert.Empty(await Places());
    }

    [Fact]
    public async Task An_account_that_is_removed_takes_its_posts_along()
    {
        await PutUser(_alice);
        var post = await PutPost(_alice, "sea");
        await _index.RemoveUser(_alice, default);
        Assert.Equal(0, await Count("sea"));
        Assert.Empty(await _search.PostsBy(["word"], [_alice], long.MaxValue, 10, default));
        await PutPost(_alice, "sea", post);
        Assert.Equal(0, await Count("sea"));
    }

    [Fact]
    public async Task What_is_shunned_is_neither_found_nor_counted()
    {
        await PutUser(_alice);
        await PutUser(_bob);
        await PutPost(_alice, "sea");
        await PutPost(_bob, "sea");
        Assert.Equal(1, await Count("sea", _alice));
        Assert.Equal(0, await Count("sea", _alice, _bob));
        Assert.Equal(1, Assert.Single(await Places(_alice)).Posts);
        var people = await _search.People("user", ["user"], [], [_alice], new PersonHit(-1, 0, 0), 10, default);
        Assert.Equal(_bob, Assert.Single(people).UserId);
    }

    [Fact]
    public async Task Whatever_comes_at_once_the_counts_equal_the_rows()
    {
        var posts = Enumerable.Range(0, 12).Select(_ => _world.NextIdBeside(_alice)).ToList();
        string[] tags = ["a", "b", "c"];
        await StoreWorld.Together(Enumerable.Range(0, 120).Select(i => (Func<Task>)(() => (i % 6) switch
        {
            0 => PutUser(_alice, isPrivate: i % 4 == 0),
            1 => _index.RemovePost(posts[i % 12], default),
            _ => PutPost(_alice, tags[i % 3], posts[i % 12], tags[(i + 1 + (i % 2)) % 3]),
        })));
        await PutUser(_alice);
        foreach (var tag in tags)
        {
            var found = await _search.PostsWithHashtag(tag, [], long.MaxValue, 100, default);
            Assert.Equal(found.Count, await Count(tag));
        }
        var there = await _search.PostsAtPlace(Bridge.Id, [], long.MaxValue, 100, default);
        Assert.Equal(there.Count, (await Places()).SingleOrDefault()?.Posts ?? 0);
        await PutUser(_alice, isPrivate: true);
        var hidden = await Task.WhenAll(tags.Select(tag => Count(tag)));
        Assert.All(hidden, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task A_hashtag_is_the_same_however_its_accents_are_typed()
    {
        await PutUser(_alice);
        var post = await PutPost(_alice, "cafe\u0301", null, "caf\u00e9");
        Assert.Equal(1, await Count("caf\u00e9"));
        Assert.Equal([post], await _search.PostsWithHashtag("cafe\u0301", [], long.MaxValue, 10, default));
    }

    [Fact]
    public async Task An_edit_takes_the_last_hashtag_away_and_a_post_without_place_or_words_is_one_too()
    {
        await PutUser(_alice);
        var post = await PutPost(_alice, "sea");
        await _index.PutPost(new IndexedPost(post, _alice, [], [], null, [], 0, 0, 0, IsEdited: true), default);
        Assert.Equal(0, await Count("sea"));
        Assert.Empty(await _search.PostsWithHashtag("sea", [], long.MaxValue, 10, default));
        Assert.Empty(await Places());
        Assert.Empty(await _search.PostsBy(["word"], [_alice], long.MaxValue, 10, default));
    }

    private Task PutUser(long userId, bool isPrivate = false, bool isShown = true) => _index.PutUser(
        new IndexedUser(userId, $"user{userId}", "Someone", isPrivate, 0, isShown, [$"user{userId}", "someone"]),
        default);

    private async Task<long> PutPost(long author, string tag, long? postId = null, params string[] more)
    {
        var id = postId ?? _world.NextIdBeside(author);
        await _index.PutPost(
            new IndexedPost(
                id, author, [tag, .. more], ["word"], Bridge, ["charles", "bridge"], 0, 0, 0, IsEdited: false),
            default);
        return id;
    }

    private async Task<int> Count(string tag, params long[] shunned) =>
        (await _search.Hashtags(tag, shunned, 0, 10, default)).SingleOrDefault(hit => hit.Tag == tag)?.Posts ?? 0;

    private async Task<IReadOnlyList<PlaceHit>> Places(params long[] shunned) =>
        [.. (await _search.Places(["bridge"], null, shunned, 0, 10, default)).Where(place => place.Posts > 0)];
}
