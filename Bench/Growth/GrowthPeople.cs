using Instagram.Bench.Worlds;
using Instagram.Grains.Accounts;
using Instagram.Storage.Accounts;
using Instagram.Storage.Bulk;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Bench.Growth;

/// <summary>
/// Any number of people, public and signed in, whom they follow, and posts: alike, so that nothing differs but what is
/// varied. Who follows and who posts is drawn with a seed.
/// </summary>
internal sealed class GrowthPeople(DateTimeOffset now, BulkStore store, int before = 0)
{
    private const int DaysOfPosts = 60;
    private const int PostsAtOnce = 100_000;

    private static readonly DateTimeOffset Never = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(13 + before);

    public readonly record struct Person(long Id, string Token);

    /// <summary>Who has joined so far, also before this one began.</summary>
    public int Count { get; private set; } = before;

    /// <summary>They have accounts, and each an access token where <paramref name="areSignedIn"/>.</summary>
    public async Task<Person[]> Join(int count, bool areSignedIn = true)
    {
        var users = Enumerable.Range(Count, count).Select(at => new BulkUser(
            NewId(now.AddDays(-300).AddSeconds(at), _random.Next(ShardId.Count)), $"person{at}", $"Person {at}",
            "here for the light", IsPrivate: false)).ToArray();
        Count += count;
        await store.AddUsers(users, CancellationToken.None);
        if (!areSignedIn)
        {
            return [.. users.Select(user => new Person(user.Id, ""))];
        }
        var tokens = users
            .Select((user, at) => SessionToken.New(NewId(now.AddMilliseconds(-at), ShardId.Of(user.Id)))).ToArray();
        await store.AddSessions(
            [
                .. tokens.Zip(users, (token, user) => new SessionRow(
                    token.SessionId, user.Id, token.Hash, Never, SessionToken.New(token.SessionId).Hash, Never, now,
                    "bench")),
            ],
            CancellationToken.None);
        return [.. users.Zip(tokens, (user, token) => new Person(user.Id, token.Text))];
    }

    /// <summary>Each follows so many of the authors, at random.</summary>
    public IEnumerable<BulkEdge> Follows(IEnumerable<Person> readers, Person[] authors, int each) =>
        readers.SelectMany(reader => Draw(authors, each).Select(author => Follow(reader, author)));

    public BulkEdge Follow(Person reader, Person author) =>
        new(reader.Id, author.Id, NewId(now.AddDays(-DaysOfPosts * _random.NextDouble()), ShardId.Of(reader.Id)));

    /// <summary>So many posts each, over the last sixty days; their ids.</summary>
    public async Task<long[]> Post(IReadOnlyList<Person> authors, int each, bool withPictures)
    {
        var ids = new List<long>();
        foreach (var some in authors.Chunk(Math.Max(1, PostsAtOnce / each)))
        {
            PostRow[] posts =
            [
                .. some.SelectMany(author =>
                    Enumerable.Range(0, each).Select(at => NewPost(author, at, each, withPictures))),
            ];
            await store.AddPosts(posts, Picture.Ready, CancellationToken.None);
            ids.AddRange(posts.Select(post => post.Id));
        }
        return [.. ids];
    }

    /// <summary>So many pictures that are in no post yet, of one after the other.</summary>
    public async Task<(Person Owner, long Id)[]> Upload(Person[] owners, int count)
    {
        (Person Owner, long Id)[] pictures =
        [
            .. Enumerable.Range(0, count).Select(at => (owners[at % owners.Length], at))
                .Select(((Person Owner, int At) one) =>
                    (one.Owner, NewId(now.AddMilliseconds(-one.At), ShardId.Of(one.Owner.Id)))),
        ];
        await store.AddMedia(
            pictures.Select(one => new BulkMedium(one.Id, one.Owner.Id, PostId: null)), Picture.Ready,
            CancellationToken.None);
        return pictures;
    }

    private PostRow NewPost(Person author, int at, int each, bool withPicture)
    {
        var time = now.AddSeconds(-60 - (DaysOfPosts * 86_400d * (at + _random.NextDouble()) / each));
        var shard = ShardId.Of(author.Id);
        return new PostRow(
            NewId(time, shard), author.Id, PostRowStatus.Published, 0,
            "A quiet morning by the water, and then the rain #light #quiet", ["light", "quiet"], [],
            withPicture ? [NewId(time.AddSeconds(-20), shard)] : [], withPicture ? [null] : [], null, null);
    }

    /// <summary>Different ones, in no order.</summary>
    private IEnumerable<Person> Draw(Person[] authors, int count)
    {
        if (2 * count < authors.Length)
        {
            return Enumerable.Range(0, int.MaxValue).Select(_ => authors[_random.Next(authors.Length)]).Distinct()
                .Take(count);
        }
        var all = authors.ToArray();
        _random.Shuffle(all);
        return all.Take(count);
    }

    /// <summary>Two of one shard and millisecond are told apart by chance, as there are few of them.</summary>
    private long NewId(DateTimeOffset at, int shard) => SnowflakeIds.FirstAt(at, shard) + _random.Next(1 << 10);
}
