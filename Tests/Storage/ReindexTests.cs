using Instagram.Grains.Search;
using Instagram.Storage.Search;
using Instagram.Storage.Shards;

namespace Instagram.Tests.Storage;

/// <summary>Whatever has become of the index, it is made again from the truth.</summary>
public sealed class ReindexTests : IAsyncLifetime
{
    private static readonly string[] Tables =
        ["indexed_users", "indexed_posts", "post_hashtags", "hashtag_counts", "indexed_places", "blocked_by"];

    private readonly string _word = SearchMembers.NewWord();
    private Product _product = null!;
    private Member _alice = null!;
    private Member _bob = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.Start("reindex=true");
        _alice = await _product.SignUp("alice");
        _bob = await _product.SignUp("bob");
        await Finished();
        var carol = await _product.SignUp("carol");
        await carol.BecomesPrivate();
        await _alice.Says($"#{_word} #{_word}sea", new { name = $"{_word} bridge", lat = 1, lng = 2 });
        await _bob.Says($"{_word} #{_word}sea");
        await carol.Says($"#{_word}own", new { name = $"{_word} house", lat = 3, lng = 4 });
        await _bob.Shuns(carol);
        await Eventually.Becomes(
            () => _product.Service<Instagram.Storage.Outbox.OutboxStore>().Count(default), left => left == 0);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Theory]
    [InlineData("truncate indexed_users, indexed_posts, post_hashtags, hashtag_counts, indexed_places, blocked_by")]
    [InlineData(
        """
        update indexed_users set username = 'x', names = '', name_key = 'y', is_private = not is_private, followers = 9;
        update indexed_posts set words = '', hashtags = '{}', likes = 7, is_open = not is_open, place_id = null;
        update post_hashtags set is_open = not is_open, author_id = 3;
        update indexed_places set name = 'x', posts = 5, lat = 0;
        update hashtag_counts set posts = 12;
        insert into indexed_users values (5, 'ghost', 'Ghost', false, 1, true, '''ghost''', 'ghost');
        insert into indexed_posts values (6, 5, '{ghost}', null, 0, 0, 0, '''ghost''', true);
        insert into post_hashtags values ('ghost', 6, 5, true), ('spook', 8, 5, true);
        insert into hashtag_counts values ('spectre', 3);
        """)]
    public async Task A_lost_or_spoiled_index_is_as_it_was_after_a_start_with_reindex(string damage)
    {
        var whole = await Contents();
        Assert.Contains(_word, whole, StringComparison.Ordinal);
        await _product.Restart(async () =>
        {
            await Execute(damage);
            Assert.NotEqual(whole, await Contents());
        });
        await Finished();
        Assert.Equal(whole, await Contents());
        Assert.Equal(2, (await _alice.FindsHashtags(_word + "sea"))[0].PostCount);
    }

    [Fact]
    public async Task A_rebuild_that_was_stopped_goes_on_where_it_was()
    {
        var store = _product.Service<ReindexStore>();
        await Execute("truncate indexed_users, indexed_posts");
        await store.Begin(default);
        await store.Save(new ReindexPosition(0, 0, _alice.Number), default);
        await store.Begin(default);
        await _product.Service<Reindexing>().Run(default);

        Assert.Null(await store.Load(default));
        Assert.Equal([_bob.Username], await _alice.FindsPeople(_bob.Username));
        Assert.DoesNotContain(_alice.Username, await _bob.FindsPeople(_alice.Username));
        await store.Begin(default);
        await _product.Service<Reindexing>().Run(default);
        Assert.Equal([_alice.Username], await _bob.FindsPeople(_alice.Username));
    }

    private Task Finished() => Eventually.Holds(
        async () => await _product.Service<ReindexStore>().Load(default) is null);

    private async Task<string> Contents()
    {
        var contents = new List<string>();
        foreach (var table in Tables)
        {
            await using var command = _product.Service<ShardMap>().Directory.CreateCommand(
                $"select coalesce(string_agg(each::text, e'\n' order by each::text), '') from {table} as each");
            contents.Add($"{table}:\n{await command.ExecuteScalarAsync()}");
        }
        return string.Join('\n', contents);
    }

    private async Task Execute(string sql)
    {
        await using var command = _product.Service<ShardMap>().Directory.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
