using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Search;

/// <summary>
/// Questions to the index. Words come in lower case; <c>shunned</c> are the accounts to leave out. Who may really see a
/// hit is asked again by the caller.
/// </summary>
public sealed class SearchStore(ShardMap shards)
{
    /// <summary>
    /// How selective words are is known only with the words: a plan for any of them may scan everything.
    /// </summary>
    private const string PlanEach = "select set_config('plan_cache_mode', 'force_custom_plan', true);";

    /// <summary>
    /// Rank by rank, so that of very many hits only those are compared that a page may show; a rank that the page
    /// before has left behind costs nothing.
    /// </summary>
    private const string PeopleSql =
        PlanEach +
        """
        select rank, followers, user_id as UserId from (
            (select 0 as rank, followers, user_id from indexed_users
             where @Rank < 0 and names @@ @exactly::tsquery and username = @whole and is_shown
                   and user_id <> all(@shunned))
            union all
            (select 1, followers, user_id from indexed_users
             where @Rank <= 1 and user_id = any(@followed) and names @@ normalize(@query)::tsquery and is_shown
                   and username <> @whole and (@Rank < 1 or (-followers, -user_id) > (-@Followers, -@UserId))
             order by followers desc, user_id desc limit @limit)
            union all
            (select 2, followers, user_id from indexed_users
             where names @@ normalize(@query)::tsquery and is_shown and user_id <> all(@outside)
                   and username <> @whole and (@Rank < 2 or (-followers, -user_id) > (-@Followers, -@UserId))
             order by followers desc, user_id desc limit @limit)) as hits
        order by rank, followers desc, user_id desc limit @limit
        """;

    private const string SimilarSql =
        PlanEach +
        """
        select set_config('pg_trgm.word_similarity_threshold', @threshold, true);
        select user_id as UserId, followers, name_key as NameKey from (
            select * from indexed_users
            where normalize(@text) <% name_key and is_shown and user_id <> all(@shunned) limit @within) as hits
        order by word_similarity(normalize(@text), name_key) desc, user_id limit @limit
        """;

    private const string HashtagsSql =
        PlanEach +
        """
        select tag, (posts - coalesce(hidden, 0))::integer as posts
        from (
            select tag, posts from hashtag_counts
            where tag ^@ normalize(@prefix) and posts > 0
            order by tag = normalize(@prefix) desc, posts desc, tag offset @offset limit @limit) as found
        left join (
            select tag, count(*) as hidden from post_hashtags
            where author_id = any(@shunned) and is_open group by tag) as shunned using (tag)
        order by tag = normalize(@prefix) desc, found.posts desc, tag
        """;

    private static string PlacesSql(string which, string order) =>
        PlanEach +
        $"""
        select place_id as id, name, lat, lng, (posts - coalesce(hidden, 0))::integer as posts
        from (
            select place_id, name, lat, lng, posts, row_number() over () as place from (
                select * from indexed_places
                where is_used and {which} order by {order}, place_id offset @offset limit @limit) as ordered) as found
        left join (
            select place_id, count(*) as hidden from indexed_posts
            where author_id = any(@shunned) and is_open and place_id is not null
            group by place_id) as shunned using (place_id)
        order by place
        """;

    /// <summary>Behind <paramref name="after"/>: by rank, then followers.</summary>
    public Task<IReadOnlyList<PersonHit>> People(
        string whole, IReadOnlyList<string> words, long[] followed, long[] shunned, PersonHit after, int limit,
        CancellationToken ct) => Ask<PersonHit>(
        PeopleSql,
        new
        {
            whole, exactly = TsQuery.Exactly(whole), query = TsQuery.Names(whole, words), followed, shunned,
            outside = followed.Union(shunned).ToArray(), after.Rank, after.Followers, after.UserId, limit,
        }, 1, ct);

    /// <summary>
    /// The most similar of <paramref name="within"/> whose names share enough of their letters with the text.
    /// </summary>
    public Task<IReadOnlyList<SimilarName>> Similar(
        string text, double threshold, long[] shunned, int within, int limit, CancellationToken ct) =>
        Ask<SimilarName>(
            SimilarSql,
            new
            {
                text, threshold = threshold.ToString(System.Globalization.CultureInfo.InvariantCulture), shunned,
                within, limit,
            }, 2, ct);

    /// <summary>Those that begin so; the very one first, then by posts. Some may have none left.</summary>
    public Task<IReadOnlyList<HashtagHit>> Hashtags(
        string prefix, long[] shunned, int offset, int limit, CancellationToken ct) =>
        Ask<HashtagHit>(HashtagsSql, new { prefix, shunned, offset, limit }, 1, ct);

    /// <summary>By name, by nearness to a spot, or both; without a spot by posts. Some may have none left.</summary>
    public Task<IReadOnlyList<PlaceHit>> Places(
        IReadOnlyList<string> words, Spot? near, long[] shunned, int offset, int limit, CancellationToken ct) =>
        Ask<PlaceHit>(
            PlacesSql(
                words.Count > 0 ? "words @@ normalize(@query)::tsquery" : "true",
                near is null ? "posts desc" : "spot <-> ll_to_earth(@Lat, @Lng)"),
            new { query = TsQuery.All(words), near?.Lat, near?.Lng, shunned, offset, limit }, 1, ct);

    /// <summary>Posts of these authors, open or not, newest first.</summary>
    public Task<IReadOnlyList<long>> PostsBy(
        IReadOnlyList<string> words, long[] authors, long before, int limit, CancellationToken ct) => Ask<long>(
        PlanEach +
        """
        select post_id from indexed_posts
        where words @@ normalize(@query)::tsquery and author_id = any(@authors) and post_id < @before
        order by post_id desc limit @limit
        """, new { query = TsQuery.All(words), authors, before, limit }, 1, ct);

    /// <summary>Open posts of everyone but these, newest first.</summary>
    public Task<IReadOnlyList<long>> PostsExcept(
        IReadOnlyList<string> words, long[] authors, long before, int limit, CancellationToken ct) => Ask<long>(
        PlanEach +
        """
        select post_id from indexed_posts
        where words @@ normalize(@query)::tsquery and is_open and author_id <> all(@authors) and post_id < @before
        order by post_id desc limit @limit
        """, new { query = TsQuery.All(words), authors, before, limit }, 1, ct);

    /// <summary>Open posts, newest first.</summary>
    public Task<IReadOnlyList<long>> PostsWithHashtag(
        string tag, long[] shunned, long before, int limit, CancellationToken ct) => Ask<long>(
        """
        select post_id from post_hashtags
        where tag = normalize(@tag) and is_open and author_id <> all(@shunned) and post_id < @before
        order by post_id desc limit @limit
        """, new { tag, shunned, before, limit }, 0, ct);

    /// <inheritdoc cref="PostsWithHashtag"/>
    public Task<IReadOnlyList<long>> PostsAtPlace(
        long placeId, long[] shunned, long before, int limit, CancellationToken ct) => Ask<long>(
        """
        select post_id from indexed_posts
        where place_id = @placeId and is_open and author_id <> all(@shunned) and post_id < @before
        order by post_id desc limit @limit
        """, new { placeId, shunned, before, limit }, 0, ct);

    /// <summary>What the settings before the question answer is skipped; they end with its transaction.</summary>
    private async Task<IReadOnlyList<T>> Ask<T>(string sql, object values, int settings, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var answers = await connection.QueryMultipleAsync(
            new CommandDefinition(sql, values, transaction, cancellationToken: ct));
        for (var i = 0; i < settings; i++)
        {
            await answers.ReadAsync<string>();
        }
        var hits = (await answers.ReadAsync<T>()).AsList();
        return hits;
    }
}
