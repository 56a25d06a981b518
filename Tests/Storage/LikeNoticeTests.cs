using Instagram.Storage.Inbox;
using Instagram.Storage.Likes;

namespace Instagram.Tests.Storage;

/// <summary>The deeds of a notice are the likes that are there. Its window is 1,000 ids wide here.</summary>
public sealed class LikeNoticeTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private NoticeStore _notices = null!;
    private long _author;
    private long _post;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _notices = new NoticeStore(_world.Shards);
        _author = await _world.NewUser(StoreWorld.HighShard);
        _post = await _world.NewPublishedPost(_author);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Likes_of_one_post_within_the_window_are_one_notice_with_the_newest_first()
    {
        Assert.True((await Like(1, 5_000)).BeganNotice);
        Assert.False((await Like(2, 5_500)).BeganNotice);
        Assert.False((await Like(3, 6_000)).BeganNotice);
        var group = Assert.Single(await List());
        Assert.Equal([3L, 2L, 1L], group.Deeds.Select(deed => deed.ActorId));
        Assert.Equal((_post, 6_000L), (group.PostId, group.ChangedId));
        Assert.All(group.Deeds, deed => Assert.Equal(_post, deed.SubjectId));
    }

    [Fact]
    public async Task A_like_after_the_window_begins_another_notice()
    {
        await Like(1, 5_000);
        Assert.True((await Like(2, 6_001)).BeganNotice);
        Assert.Equal([[2L], [1L]], (await List()).Select(group => group.Deeds.Select(deed => deed.ActorId)));
    }

    [Fact]
    public async Task Nobody_is_told_of_an_own_like_or_of_one_that_was_there()
    {
        Assert.False((await Like(_author, 5_000)).BeganNotice);
        Assert.Empty(await List());
        Assert.True((await Like(1, 5_001)).BeganNotice);
        Assert.False((await Like(1, 5_002)).IsNew);
        Assert.Equal((1L, 5_001L), (Assert.Single(await List()).Deeds.Single().ActorId, (await List())[0].ChangedId));
    }

    [Fact]
    public async Task Who_takes_a_like_back_is_gone_from_the_notice_and_the_last_one_takes_it_along()
    {
        await Like(1, 5_000);
        await Like(2, 5_001);
        await _world.Likes.Remove(_post, 2);
        Assert.Equal((1L, 5_000L), (Assert.Single(await List()).Deeds.Single().ActorId, (await List())[0].ChangedId));
        await _world.Likes.Remove(_post, 1);
        Assert.Empty(await List());
    }

    [Fact]
    public async Task A_notice_that_was_emptied_is_not_filled_again()
    {
        await Like(1, 5_000);
        var emptied = Assert.Single(await List());
        await _world.Likes.Remove(_post, 1);
        Assert.True((await Like(2, 5_001)).BeganNotice);
        var next = Assert.Single(await List());
        Assert.NotEqual(emptied.Id, next.Id);
        Assert.Equal(2, Assert.Single(next.Deeds).ActorId);
        Assert.Equal(5_000, await _notices.MarkSeen(_author, emptied.Id, default));
        Assert.True(next.ChangedId > await _notices.GetSeen(_author, default));
    }

    [Fact]
    public async Task A_like_that_was_overtaken_is_in_the_notice_that_it_came_after()
    {
        await Like(1, 5_000);
        Assert.False((await Like(2, 4_995)).BeganNotice);
        Assert.Equal([1L, 2L], Assert.Single(await List()).Deeds.Select(deed => deed.ActorId));
    }

    [Fact]
    public async Task What_was_seen_reaches_to_the_newest_like_of_a_notice()
    {
        await Like(1, 5_000);
        await Like(2, 5_100);
        Assert.Equal(5_100, await _notices.MarkSeen(_author, (await List())[0].Id, default));
    }

    [Fact]
    public async Task Likes_that_race_for_a_post_begin_one_notice()
    {
        var likes = await Task.WhenAll(
            Enumerable.Range(1, 40).Select(user => Task.Run(() => Like(user, 5_000 + user))));
        Assert.Single(likes, like => like.BeganNotice);
        Assert.Equal(40, Assert.Single(await List()).Deeds.Count);
    }

    [Fact]
    public async Task Notices_of_likes_are_bounded_and_listed_among_the_others_by_their_newest_deed()
    {
        var other = await _world.NewPublishedPost(_author);
        await Like(1, 5_000);
        await Like(1, 5_010, other);
        await _notices.Raise(
            [new DeedRow(_author, 5, 0, 9, 5_020)], new GroupTerms(0, null, null, 0, 9_000, 5_020, 5_020),
            asksForLeft: false, []);
        await Like(2, 5_030);
        Assert.Equal([5_030L, 5_020L, 5_010L], (await List()).Select(group => group.ChangedId));
        Assert.Equal([5_020L], (await _notices.List(_author, 5_030, 1, 10, default)).Select(group => group.ChangedId));
        Assert.Equal(2, Assert.Single((await _notices.List(_author, long.MaxValue, 1, 1, default))[0].Deeds).ActorId);
        Assert.Equal(
            [5_030L, 5_010L],
            (await _notices.FindStored(_author, [_post, other], 10, default)).Select(group => group.ChangedId));
        var found = await _notices.Find(_author, (await List())[0].Id, 10, default);
        Assert.Equal([2L, 1L], found!.Deeds.Select(deed => deed.ActorId));
    }

    [Fact]
    public async Task A_purge_keeps_the_newest_and_the_next_like_of_a_purged_post_is_told_again()
    {
        var other = await _world.NewPublishedPost(_author);
        await Like(1, 5_000);
        await Like(1, 5_010, other);
        await Like(2, 5_020);
        await _notices.Purge(_author, keptGroups: 1, oldestId: 0, default);
        Assert.Equal([_post], (await List()).Select(group => group.TopicId));
        Assert.True((await Like(2, 5_030, other)).BeganNotice);
        Assert.Equal([other, _post], (await List()).Select(group => group.TopicId));
        await _notices.Purge(_author, keptGroups: 9, oldestId: 5_025, default);
        Assert.Equal([other], (await List()).Select(group => group.TopicId));
    }

    private Task<LikeChange> Like(long user, long id, long? post = null) =>
        _world.Likes.Add(post ?? _post, user, id, new NoticeStart(_author, id - 100, id + 1_000));

    private Task<IReadOnlyList<GroupRow>> List() => _notices.List(_author, long.MaxValue, 100, 100, default);
}
