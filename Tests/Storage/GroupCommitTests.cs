using Instagram.Storage;
using Instagram.Storage.Commits;
using Instagram.Storage.Inbox;
using Instagram.Storage.Likes;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Tests.Storage;

public sealed class GroupCommitTests : IAsyncLifetime
{
    private LossyDatabase _lossy = null!;
    private string _database = null!;
    private ShardMap _shards = null!;
    private StoreWorld _world = null!;
    private long _author;
    private long _post;

    public async Task InitializeAsync()
    {
        _database = await TestPostgres.NewDatabase();
        _lossy = await LossyDatabase.Before(Task.FromResult(_database));
        _shards = new ShardMap(_lossy.ConnectionString);
        _world = StoreWorld.Of(_shards);
        _author = await _world.NewUser();
        _post = await _world.NewPublishedPost(_author);
    }

    public async Task DisposeAsync()
    {
        await _shards.DisposeAsync();
        await _lossy.DisposeAsync();
    }

    [Fact]
    public async Task What_comes_alone_waits_for_nobody_and_what_comes_meanwhile_goes_together()
    {
        var (groups, gate) = (new List<int[]>(), new SemaphoreSlim(0));
        var commits = new GroupCommit<int, int>(_shards, async (_, items) =>
        {
            groups.Add([.. items]);
            await gate.WaitAsync();
            return [.. items.Select(item => item * 2)];
        });

        var first = commits.Run(_post, 1);
        await Eventually.Holds(() => Task.FromResult(groups.Count == 1));
        var rest = Enumerable.Range(2, 4).Select(item => commits.Run(_post, item)).ToArray();
        gate.Release(2);

        Assert.Equal(2, await first);
        var doubled = await Task.WhenAll(rest);
        Assert.Equal([4, 6, 8, 10], doubled);
        Assert.Equal([[1], [2, 3, 4, 5]], groups);
    }

    [Fact]
    public async Task What_may_wait_gathers_before_it_goes()
    {
        var groups = new List<int[]>();
        var commits = new GroupCommit<int, int>(
            _shards,
            (_, items) =>
            {
                groups.Add([.. items]);
                return Task.FromResult<IReadOnlyList<int>>([.. items]);
            },
            gatherFor: TimeSpan.FromMilliseconds(200));

        var together = await Task.WhenAll(Enumerable.Range(1, 3).Select(item => commits.Run(_post, item)));
        Assert.Equal([1, 2, 3], together);
        Assert.Equal(4, await commits.Run(_post, 4));
        Assert.Equal([[1, 2, 3], [4]], groups);
    }

    [Fact]
    public async Task A_group_and_what_waits_for_one_are_bounded()
    {
        var (largest, gate) = (0, new TaskCompletionSource());
        var commits = new GroupCommit<int, int>(_shards, async (_, items) =>
        {
            largest = Math.Max(largest, items.Count);
            await gate.Task;
            return [.. items];
        });

        var all = Enumerable.Range(0, GroupCommit<int, int>.MostWaiting + GroupCommit<int, int>.MostAtOnce + 1)
            .Select(item => commits.Run(_post, item)).ToArray();
        Assert.True(Outage.Is((await Assert.ThrowsAsync<TimeoutException>(() => all[^1]))));
        gate.SetResult();

        await Task.WhenAll(all.Where(each => !each.IsFaulted));
        Assert.Equal(GroupCommit<int, int>.MostAtOnce, largest);
    }

    [Fact]
    public async Task Likes_that_come_together_share_a_commit_with_their_counts_and_notices()
    {
        await using var held = await Hold(_post);
        var first = Like(1);
        await Waits();
        var another = await _world.NewPublishedPost(await _world.NewUser());
        var together = new[] { Like(2), Like(3), Like(4), Like(5, another) };
        await held.DisposeAsync();

        Assert.True((await first).IsNew);
        Assert.Equal([4, 4, 4, 1], (await Task.WhenAll(together)).Select(change => change.Likes));
        var commits = await Column<uint>("select xmin from likes where user_id > 1 union select xmin from post_counts "
            + $"union select xmin from notice_groups where topic_id = {another}");
        Assert.Single(commits);
    }

    [Fact]
    public async Task One_that_the_database_refuses_fails_alone()
    {
        await Column<int>("alter table likes add constraint nobody check (user_id <> 3)");
        await Like(1);
        await using var held = await Hold(_post);
        var first = Like(2);
        await Waits();
        var refused = Like(3);
        var others = Enumerable.Range(4, 6).Select(user => Like(user)).ToArray();
        await held.DisposeAsync();

        Assert.True((await first).IsNew);
        Assert.All(await Task.WhenAll(others), change => Assert.True(change.IsNew));
        Assert.Equal("23514", (await Assert.ThrowsAsync<PostgresException>(() => refused)).SqlState);
        Assert.Equal(8, (await _world.Likes.Count(_post)).Likes);
        Assert.Equal(8, (await _world.Likes.List(_post, long.MaxValue, 100, default)).Count);
    }

    [Fact]
    public async Task A_commit_that_nobody_heard_of_is_unknown_to_each_of_its_group()
    {
        await using var held = await Hold(_post);
        var first = Like(1);
        await Waits();
        var together = new[] { Like(2), Like(3), Unlike(1) };
        var lost = _lossy.LoseAnswerTo("likes");
        await held.DisposeAsync();

        Assert.True((await first).IsNew);
        await lost;
        foreach (var unknown in together)
        {
            Assert.True(Outage.Is(await Assert.ThrowsAnyAsync<Exception>(() => unknown)));
        }
        Assert.Equal(2, (await _world.Likes.Count(_post)).Likes);
        Assert.False((await Like(2)).IsNew);
        Assert.False((await Unlike(1)).IsNew);
    }

    [Fact]
    public async Task A_like_and_its_end_in_one_group_are_done_in_their_order()
    {
        await using var held = await Hold(_post);
        var first = Like(1);
        await Waits();
        var both = new[] { Like(2), Unlike(2), Like(2), Unlike(3) };
        await held.DisposeAsync();

        await first;
        Assert.Equal([true, true, true, false], (await Task.WhenAll(both)).Select(change => change.IsNew));
        Assert.Equal(2, (await _world.Likes.Count(_post)).Likes);
    }

    [Fact]
    public async Task A_thousand_likes_and_ends_of_many_posts_at_once_leave_counts_equal_to_rows()
    {
        var posts = new List<long> { _post };
        for (var i = 0; i < 7; i++)
        {
            posts.Add(await _world.NewPublishedPost(await _world.NewUser()));
        }
        var random = new Random(5);
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i =>
        {
            var (post, user) = (posts[random.Next(posts.Count)], random.Next(1, 40));
            return i % 3 == 0
                ? _world.Likes.Remove(post, user)
                : _world.Likes.Add(post, user, _world.NextIdBeside(post), default);
        }));

        foreach (var post in posts)
        {
            var rows = await _world.Likes.List(post, long.MaxValue, 100, default);
            Assert.Equal(rows.Count, (await _world.Posts.Find(post, default))!.Likes);
            Assert.Equal(rows.Count, (await _world.Likes.Count(post)).Likes);
        }
    }

    private Task<LikeChange> Like(long user, long? post = null) => _world.Likes.Add(
        post ?? _post, user, _world.NextIdBeside(_post), new NoticeStart(_author, 0, long.MaxValue));

    private Task<LikeChange> Unlike(long user) => _world.Likes.Remove(_post, user);

    /// <summary>Someone else has the post's counts until this is disposed.</summary>
    private async Task<NpgsqlConnection> Hold(long post)
    {
        var connection = new NpgsqlConnection(_database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "begin; select from post_counts where post_id = @post for update", connection);
        command.Parameters.AddWithValue("post", post);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task Waits()
    {
        using var locks = new LockWatch(_database);
        await Eventually.Holds(() => Task.FromResult(locks.CountWaiting() == 1));
    }

    private async Task<List<T>> Column<T>(string sql)
    {
        await using var command = _shards.Directory.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetFieldValue<T>(0));
        }
        return values;
    }
}
