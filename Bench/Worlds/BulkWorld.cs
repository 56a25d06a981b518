using Instagram.Grains.Policies;
using Instagram.Storage.Bulk;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Bench.Worlds;

/// <summary>
/// What a network looks like after most of a year: a few are followed, post and are liked far more than the others.
/// The same seed makes the same world, but for the time it ends at.
/// </summary>
internal sealed class BulkWorld(int seed, DateTimeOffset end)
{
    public const int Users = 20_000;
    public const int Follows = 2_000_000;
    public const int Posts = 100_000;

    private const int DaysOfUsers = 300;
    private const int DaysOfPosts = 60;
    private const int PlaceCount = 400;
    private const int MaxFollowing = 7_500;
    private const int MaxLikesOfOne = 1_500;
    private const double LikesPerPost = 8;

    private readonly Random _random = new(seed);
    private readonly HashSet<long> _ids = [];

    /// <summary>The most followed come first; who posts and likes most is somebody else each time.</summary>
    public IReadOnlyList<BulkUser> MakeUsers() => [.. Enumerable.Range(0, Users).Select(at =>
    {
        var (first, last) = (Pick(Vocabulary.FirstNames), Pick(Vocabulary.LastNames));
        return new BulkUser(
            NewId(end.AddDays(-DaysOfUsers * (0.2 + (0.8 * _random.NextDouble()))), _random.Next(ShardId.Count)),
            $"{first}.{last}{at}".ToLowerInvariant(), $"{first} {last}", Sentence(6),
            IsPrivate: _random.NextDouble() < 0.1);
    })];

    public IReadOnlyCollection<BulkEdge> MakeFollows(IReadOnlyList<BulkUser> users)
    {
        var edges = new List<BulkEdge>(Follows);
        var order = Shuffled(users.Count);
        var weights = order.Select(_ => 1 / Math.Sqrt(1 - _random.NextDouble())).ToArray();
        var scale = Follows / weights.Sum();
        var followed = new HashSet<int>();
        for (var at = 0; at < order.Length && edges.Count < Follows; at++)
        {
            followed.Clear();
            var follower = users[order[at]];
            var wanted = at == order.Length - 1
                ? Math.Min(MaxFollowing, Follows - edges.Count)
                : Math.Min(Math.Min(MaxFollowing, Follows - edges.Count), (int)Math.Round(weights[at] * scale));
            while (followed.Count < wanted)
            {
                var followee = Popular(users.Count);
                if (users[followee].Id != follower.Id && followed.Add(followee))
                {
                    edges.Add(new BulkEdge(
                        follower.Id, users[followee].Id,
                        NewId(end.AddDays(-DaysOfPosts * _random.NextDouble()), ShardId.Of(follower.Id))));
                }
            }
        }
        return edges;
    }

    public IReadOnlyList<PlaceRow> MakePlaces() => [.. Enumerable.Range(0, PlaceCount).Select(_ => new PlaceRow(
        0, $"{Pick(Vocabulary.PlaceNames)} {Pick(Vocabulary.LastNames)}",
        (_random.NextDouble() * 120) - 60, (_random.NextDouble() * 340) - 170))];

    /// <summary>One picture each, as many a day as the day before last month and more of late.</summary>
    public IReadOnlyList<PostRow> MakePosts(IReadOnlyList<BulkUser> users, IReadOnlyList<PlaceRow> places)
    {
        var authors = Shuffled(users.Count);
        return [.. Enumerable.Range(0, Posts).Select(_ =>
        {
            var author = users[authors[Popular(users.Count)]];
            var at = end.AddDays(-DaysOfPosts * Math.Pow(_random.NextDouble(), 1.5)).AddSeconds(-30);
            var shard = ShardId.Of(author.Id);
            var caption = Caption();
            return new PostRow(
                NewId(at, shard), author.Id, PostRowStatus.Published, 0, caption, [.. CaptionText.Hashtags(caption)],
                [], [NewId(at.AddSeconds(-20), shard)], [null],
                _random.NextDouble() < 0.3 ? places[Popular(places.Count)] : null, null);
        })];
    }

    public IReadOnlyCollection<BulkEdge> MakeLikes(IReadOnlyList<BulkUser> users, IReadOnlyList<PostRow> posts)
    {
        var likes = new List<BulkEdge>();
        var likers = Shuffled(users.Count);
        var given = new int[users.Count];
        var ofPost = new HashSet<int>();
        foreach (var post in posts)
        {
            ofPost.Clear();
            var count = Math.Min(2_000, (int)(LikesPerPost * 0.25 / Math.Pow(1 - _random.NextDouble(), 0.75)));
            for (var i = 0; i < count; i++)
            {
                var liker = likers[Popular(users.Count)];
                if (given[liker] < MaxLikesOfOne && ofPost.Add(liker))
                {
                    given[liker]++;
                    likes.Add(new BulkEdge(post.Id, users[liker].Id, After(post.Id, post.Id)));
                }
            }
        }
        return likes;
    }

    public IReadOnlyCollection<BulkComment> MakeComments(IReadOnlyList<BulkUser> users, IReadOnlyList<PostRow> posts) =>
        [.. posts.SelectMany(post => Enumerable.Range(0, (int)(1 / Math.Sqrt(1 - _random.NextDouble())) % 50)
            .Select(_ => new BulkComment(
                After(post.Id, post.Id), post.Id, users[Popular(users.Count)].Id, Sentence(5))))];

    private string Caption()
    {
        var words = Sentence(_random.Next(3, 14));
        var hashtags = Enumerable.Range(0, _random.Next(0, 4)).Select(_ => $" #{Hashtag(Popular(2_000))}");
        return words + string.Concat(hashtags);
    }

    private static string Hashtag(int rank) => rank < Vocabulary.Words.Length
        ? Vocabulary.Words[rank]
        : $"{Vocabulary.Words[rank % Vocabulary.Words.Length]}{rank / Vocabulary.Words.Length}";

    private string Sentence(int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Vocabulary.Words[Popular(Vocabulary.Words.Length)]));

    private string Pick(string[] words) => words[_random.Next(words.Length)];

    /// <summary>A rank below <paramref name="count"/>: the first are drawn far more often.</summary>
    private int Popular(int count) => (int)(count * Math.Pow(_random.NextDouble(), 2.5));

    private int[] Shuffled(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        _random.Shuffle(order);
        return order;
    }

    /// <summary>Within two days of the post, and not in the future.</summary>
    private long After(long postId, long beside)
    {
        var posted = SnowflakeIds.TimeOf(postId);
        var longest = Math.Min((end - posted).TotalSeconds, TimeSpan.FromDays(2).TotalSeconds);
        return NewId(posted.AddSeconds(longest * Math.Pow(_random.NextDouble(), 2)), ShardId.Of(beside));
    }

    private long NewId(DateTimeOffset at, int shard)
    {
        var id = SnowflakeIds.FirstAt(at, shard);
        while (!_ids.Add(id))
        {
            id++;
        }
        return id;
    }
}
