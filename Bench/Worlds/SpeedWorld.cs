using Instagram.Grains.Accounts;
using Instagram.Storage.Accounts;
using Instagram.Storage.Bulk;
using Instagram.Storage.Posts;

namespace Instagram.Bench.Worlds;

/// <summary>
/// 20,000 people and 200,000 posts, and who in it reads what is measured. The first ten are followed by more than
/// 10,000 and so pulled; the eleventh, the star, by exactly 10,000 and so pushed. Everybody is signed in.
/// </summary>
internal sealed class SpeedWorld
{
    public const int Celebrities = 10;
    public const int PostsToPublish = 11_000;
    public const int StarPosts = 60;

    /// <summary>The star's place among the users.</summary>
    public const int StarAt = Celebrities;

    private const int Seed = 11;
    private const int MeanFollowing = 45;
    private const int MostFollowing = 1_500;
    private const int WakersFollow = 200;
    private const int FirstEarly = 9_070;

    private static readonly WorldSize Size = new(
        Users: 20_000, Follows: 0, Posts: 200_000, LikesPerPost: 2, CommentsPerPost: 0.6, FollowedPostMore: true);

    private static readonly DateTimeOffset Never = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly BulkWorld _world;
    private readonly Random _random = new(Seed);

    public SpeedWorld(DateTimeOffset end)
    {
        _world = new BulkWorld(Seed, end, Size);
        Users = _world.MakeUsers();
        var tokens = Users.Select(user => SessionToken.New(_world.NewId(user))).ToList();
        Tokens = [.. tokens.Select(token => token.Text)];
        Sessions =
        [
            .. tokens.Select((token, at) => new SessionRow(
                token.SessionId, Users[at].Id, token.Hash, Never, SessionToken.New(token.SessionId).Hash, Never, end,
                "bench")),
        ];
        Follows = [.. Enumerable.Range(0, Users.Count).SelectMany(
            at => Followees(at).Select(followee => _world.Follow(Users[at], Users[followee])))];
        Posts = _world.MakePosts(Users, [.. _world.MakePlaces().Select((place, at) => place with { Id = at + 1 })]);
        Publishable =
        [
            .. Enumerable.Range(0, PostsToPublish).Select(_ => Celebrities + 1 + _world.Popular(5_000))
                .Select(at => (at, _world.MakeMedium(Users[at]))),
        ];
        StarMedia = [.. Enumerable.Range(0, StarPosts).Select(_ => _world.MakeMedium(Users[StarAt]))];
    }

    public IReadOnlyList<BulkUser> Users { get; }

    /// <summary>An access token of each user.</summary>
    public IReadOnlyList<string> Tokens { get; }

    public IReadOnlyList<SessionRow> Sessions { get; }

    public IReadOnlyList<BulkEdge> Follows { get; }

    public IReadOnlyList<PostRow> Posts { get; }

    /// <summary>Pictures that are ready, each with the place of its owner among the users.</summary>
    public IReadOnlyList<(int Owner, BulkMedium Medium)> Publishable { get; }

    public IReadOnlyList<BulkMedium> StarMedia { get; }

    /// <summary>Places among the users: readers who follow no celebrity.</summary>
    public static IEnumerable<int> Plain => Enumerable.Range(10_000, 2_000);

    /// <summary>Readers who follow all the celebrities.</summary>
    public static IEnumerable<int> Fans => Enumerable.Range(12_000, 2_000);

    /// <summary>Readers who follow some of the celebrities, as most people do.</summary>
    public static IEnumerable<int> Others => Enumerable.Range(14_000, 6_000);

    /// <summary>Who follows the star.</summary>
    public static IEnumerable<int> StarFollowers => Enumerable.Range(10_000, 10_000);

    /// <summary>Pairs of readers: both follow the same 200 authors, whom nobody else of them follows.</summary>
    public static IEnumerable<(int First, int Second)> Wakers =>
        Enumerable.Range(0, 35).Select(pair => (9_000 + (2 * pair), 9_001 + (2 * pair)));

    /// <summary>Readers of authors of their own, by whom a host learns to wake feeds.</summary>
    public static IEnumerable<int> Early => Enumerable.Range(FirstEarly, 300);

    /// <summary>How many posts these readers' feeds hold at first, of what a feed can hold.</summary>
    public double MeanEntries(IEnumerable<int> readers)
    {
        const int capacity = 800;
        var posts = Posts.CountBy(post => post.AuthorId).ToDictionary();
        var ids = readers.Select(at => Users[at].Id).ToHashSet();
        return Follows.Where(edge => ids.Contains(edge.From)).GroupBy(edge => edge.From)
            .Average(edges => Math.Min(capacity, edges.Sum(edge => posts.GetValueOrDefault(edge.To))));
    }

    public async Task Fill(BulkStore store, int oldPosts)
    {
        var picture = Picture.Ready;
        var token = CancellationToken.None;
        await store.AddUsers(Users, token);
        await store.AddSessions(Sessions, token);
        await store.AddCelebrities([.. Users.Take(Celebrities).Select(user => user.Id)], token);
        await Task.WhenAll(
            store.AddFollows(Follows, token), store.AddPosts(Posts, picture, token));
        await store.AddMedia([.. Publishable.Select(ready => ready.Medium), .. StarMedia], picture, token);
        await store.AddLikes(_world.MakeLikes(Users, Posts), token);
        await store.AddComments(_world.MakeComments(Users, Posts), token);
        const int atOnce = 100_000;
        for (var left = oldPosts; left > 0; left -= atOnce)
        {
            await store.AddPosts(_world.MakeOldPosts(Math.Min(left, atOnce), Users), picture, token);
        }
        await store.Settle(token);
    }

    private IEnumerable<int> Followees(int at)
    {
        if (at is >= 9_000 and < 9_070)
        {
            return Enumerable.Range(1_000 + ((at - 9_000) / 2 * WakersFollow), WakersFollow);
        }
        if (Early.Contains(at))
        {
            return Enumerable.Range(8_000 + ((at - FirstEarly) * 37 % 800), WakersFollow);
        }
        var followees = new HashSet<int>();
        var wanted = Math.Min(MostFollowing, (int)(MeanFollowing * 0.5 / Math.Sqrt(1 - _random.NextDouble())));
        while (followees.Count < wanted)
        {
            followees.Add(Celebrities + 1 + _world.Popular(Users.Count - Celebrities - 1));
        }
        var (isPlain, isFan) = (at is >= 10_000 and < 12_000, at is >= 12_000 and < 14_000);
        for (var celebrity = 0; celebrity < Celebrities; celebrity++)
        {
            if (isFan || (!isPlain && _random.NextDouble() < 1 - (0.04 * celebrity)))
            {
                followees.Add(celebrity);
            }
        }
        if (at >= 10_000)
        {
            followees.Add(StarAt);
        }
        followees.Remove(at);
        return followees;
    }
}
