using Instagram.Storage.Commits;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Marks;

/// <summary>
/// Which of a page's posts its reader likes, which is on the posts' shards, and has saved, which is on the reader's.
/// What is asked together, by whomever, is read together.
/// </summary>
public sealed class MarkStore(ShardMap shards)
{
    private readonly GroupCommit<Question, ReaderMarks> _questions = new(shards, Answer);

    /// <summary>As they are after this was asked.</summary>
    public async Task<ReaderMarks> Find(long userId, IReadOnlyCollection<long> postIds, CancellationToken ct)
    {
        if (postIds.Count == 0)
        {
            return new ReaderMarks([], []);
        }
        long[] all = [.. postIds];
        var asked = new List<Task<ReaderMarks>>();
        var isHome = false;
        foreach (var slice in shards.Split(all))
        {
            var here = ReferenceEquals(slice.Database, shards.For(userId));
            isHome |= here;
            asked.Add(_questions.Run(slice.Keys[0], new Question(userId, slice.Keys, here ? all : [])));
        }
        if (!isHome)
        {
            asked.Add(_questions.Run(userId, new Question(userId, [], all)));
        }
        var answers = await Task.WhenAll(asked).WaitAsync(ct);
        return answers is [var only]
            ? only
            : new ReaderMarks(
                [.. answers.SelectMany(answer => answer.Liked)], [.. answers.SelectMany(answer => answer.Saved)]);
    }

    private static async Task<IReadOnlyList<ReaderMarks>> Answer(
        NpgsqlDataSource database, IReadOnlyList<Question> questions)
    {
        await using var command = database.CreateCommand(
            """
            select item, false, post_id
            from unnest($1::int[], $2::bigint[], $3::bigint[]) as asked (item, user_id, post_id)
            join likes using (post_id, user_id)
            union all
            select item, true, post_id
            from unnest($4::int[], $5::bigint[], $6::bigint[]) as asked (item, user_id, post_id)
            join saves using (user_id, post_id)
            """);
        Add(question => question.Likes);
        Add(question => question.Saves);
        ReaderMarks[] answers = [.. questions.Select(_ => new ReaderMarks([], []))];
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var answer = answers[reader.GetInt32(0)];
            (reader.GetBoolean(1) ? answer.Saved : answer.Liked).Add(reader.GetInt64(2));
        }
        return answers;

        void Add(Func<Question, long[]> posts)
        {
            Parameter<int>([.. questions.SelectMany((question, item) => posts(question).Select(_ => item))]);
            Parameter<long>([.. questions.SelectMany(question => posts(question).Select(_ => question.UserId))]);
            Parameter<long>([.. questions.SelectMany(posts)]);
        }

        void Parameter<T>(T[] values) => command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values });
    }

    private sealed record Question(long UserId, long[] Likes, long[] Saves);
}
