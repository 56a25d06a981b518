using Instagram.Grains.Policies;
using Instagram.Storage.Bulk;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Bench.Worlds;

/// <summary>
/// What a network looks like after most of a year: a few are followed, post and are liked far more than the others.
/// The same seed makes the same world, but for the time it ends at.
/// </summary>
internal sealed class BulkWorld(int seed, DateTimeOffset end, WorldSize size)
{
    private const int DaysOfUsers = 300;
    private const int DaysOfPosts = 60;
    private const int PlaceCount = 400;
    private const int MaxFollowing = 7_500;
    private const int PublicAnyway = 100;
    private const int MaxLikesOfOne = 1_500;
    private const double MentionsPerPost = 0.02;

    private readonly Random _random = new(seed);
    private readonly HashSet<long> _ids = [];

    /// <summary>The most followed come first; who posts and likes most is somebody else each time.</summary>
    public IReadOnlyList<BulkUser> MakeUsers() => [.. Enumerable.Range(0, size.Users).Select(at =>
    {
        var (first, last) = (Pick(Vocabulary.FirstNames), Pick(Vocabulary.LastNames));
        return new BulkUser(
            NewId(end.AddDays(-DaysOfUsers * (0.2 + (0.8 * _random.NextDouble()))), _random.Next(ShardId.Count)),
            $"{first}.{last}{at}".ToLowerInvariant(), $"{first} {last}", Sentence(6),
            IsPrivate: _random.NextDouble() < 0.1 && at >= PublicAnyway);
    })];

    public IReadOnlyCollection<BulkEdge> MakeFollows(IReadOnlyList<BulkUser> users)
    {
        var edges = new List<BulkEdge>(size.Follows);
        var order = Shuffled(users.Count);
        var weights = order.Select(_ => 1 / Math.Sqrt(1 - _random.NextDouble())).ToArray();
        var scale = size.Follows / weights.Sum();
        var followed = new HashSet<int>();
        for (var at = 0; at < order.Length && edges.Count < size.Follows; at++)
        {
            followed.Clear();
            var follower = users[order[at]];
            var wanted = at == order.Length - 1
                ? Math.Min(MaxFollowing, size.Follows - edges.Count)
                : Math.Min(Math.Min(MaxFollowing, size.Follows - edges.Count), (int)Math.Round(weights[at] * scale));
            while (followed.Count < wanted)
            {
                var followee = Popular(users.Count);
                if (users[followee].Id != follower.Id && followed.Add(followee))
                {
                    edges.Add(Follow(follower, users[followee]));
                }
            }
        }
        return edges;
    }

    public BulkEdge Follow(BulkUser follower, BulkUser followee) => new(
        follower.Id, followee.Id, NewId(end.AddDays(-DaysOfPosts * _random.NextDouble()), ShardId.Of(follower.Id)));

    public IReadOnlyList<PlaceRow> MakePlaces() => [.. Enumerable.Range(0, PlaceCount).Select(_ => new PlaceRow(
        0, $"{Pick(Vocabulary.PlaceNames)} {Pick(Vocabulary.LastNames)}",
        (_random.NextDouble() * 120) - 60, (_random.NextDouble() * 340) - 170))];

    /// <summary>One picture each, as many a day as the day before last month and more of late.</summary>
    public IReadOnlyList<PostRow> MakePosts(IReadOnlyList<BulkUser> users, IReadOnlyList<PlaceRow> places)
    {
        var authors = Shuffled(users.Count);
        return [.. Enumerable.Range(0, size.Posts).Select(_ =>
        {
            var rank = Popular(users.Count);
            return MakePost(
                users[size.FollowedPostMore ? rank : authors[rank]],
                end.AddDays(-DaysOfPosts * Math.Pow(_random.NextDouble(), 1.5)).AddSeconds(-30), users, places);
        })];
    }

    /// <summary>Posts older than all the others, by anyone.</summary>
    public IReadOnlyList<PostRow> MakeOldPosts(int count, IReadOnlyList<BulkUser> users) =>
    [
        .. Enumerable.Range(0, count).Select(_ => MakePost(
            users[_random.Next(users.Count)],
            end.AddDays(-DaysOfPosts - ((DaysOfUsers - DaysOfPosts) * _random.NextDouble())), users, [])),
    ];

    /// <summary>A picture that its owner has uploaded just now.</summary>
    public BulkMedium MakeMedium(BulkUser owner) => new(NewId(owner), owner.Id, PostId: null);

    /// <summary>Of something new that is the user's.</summary>
    public long NewId(BulkUser owner) => NewId(end, ShardId.Of(owner.Id));

    private PostRow MakePost(
        BulkUser author, DateTimeOffset at, IReadOnlyList<BulkUser> users, IReadOnlyList<PlaceRow> places)
    {
        var shard = ShardId.Of(author.Id);
        var mentioned = _random.NextDouble() < MentionsPerPost ? users[Popular(users.Count)] : null;
        var caption = mentioned is null ? Caption() : $"{Caption()} @{mentioned.Username}";
        return new PostRow(
            NewId(at, shard), author.Id, PostRowStatus.Published, 0, caption, [.. CaptionText.Hashtags(caption)],
            mentioned is null ? [] : [mentioned.Id], [NewId(at.AddSeconds(-20), shard)], [null],
            places.Count > 0 && _random.NextDouble() < 0.3 ? places[Popular(places.Count)] : null, null);
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
            var count = Math.Min(2_000, (int)(size.LikesPerPost * 0.25 / Math.Pow(1 - _random.NextDouble(), 0.75)));
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
        [.. posts.SelectMany(post => Enumerable
            .Range(0, (int)(size.CommentsPerPost / Math.Sqrt(1 - _random.NextDouble())) % 50)
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
    public int Popular(int count) => (int)(count * Math.Pow(_random.NextDouble(), 2.5));

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
