using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Instagram.Tests.Races;

/// <summary>A few members with several devices each, who all act at once, and what was found out about it.</summary>
internal sealed class Race(IReadOnlyList<Member> members, IReadOnlyList<Member> targets, int mostPosts)
{
    private readonly ConcurrentQueue<string> _leaks = new();
    private readonly ConcurrentQueue<string> _missed = new();
    private readonly ConcurrentQueue<string> _doubled = new();
    private readonly ConcurrentQueue<string> _negative = new();
    private readonly Dictionary<Member, List<Member>> _others = members.ToDictionary(
        member => member, member => members.Concat(targets).Where(other => other != member).ToList());
    private ImmutableList<PostShape> _shown = [];
    private int _operations;
    private int _posts;

    public Knowledge Knowledge { get; } = new();

    public byte[] Picture { get; } = Pictures.Sunset(24, 24);

    public int Operations => _operations;

    /// <summary>Posts whose publication was seen; some are deleted meanwhile.</summary>
    public IReadOnlyList<PostShape> Shown => Volatile.Read(ref _shown);

    public IReadOnlyList<string> Leaks => [.. _leaks];

    public IReadOnlyList<string> Missed => [.. _missed];

    public IReadOnlyList<string> Doubled => [.. _doubled];

    public IReadOnlyList<string> Negative => [.. _negative];

    /// <summary>Members and those who do nothing themselves, but the one who looks.</summary>
    public IReadOnlyList<Member> Others(Member member) => _others[member];

    public void Counted() => Interlocked.Increment(ref _operations);

    public bool TakePost() => Interlocked.Increment(ref _posts) <= mostPosts;

    public void Show(PostShape post) => ImmutableInterlocked.Update(ref _shown, shown => shown.Add(post));

    public void Judge(bool isFair, string found) => Note(_leaks, isFair, found);

    public void Misses(bool isFair, string found) => Note(_missed, isFair, found);

    public void SameKey(PostShape[] answers) => Note(
        _doubled, answers.Select(post => post.Id).Distinct().Count() == 1,
        $"one key made {string.Join(' ', answers.Select(post => post.Id))}");

    public void Once(IReadOnlyCollection<PostShape> posts, string where) => Note(
        _doubled, posts.Select(post => post.Id).Distinct().Count() == posts.Count,
        $"{where}: {string.Join(' ', posts.Select(post => post.Id))}");

    public void IsCount(PostShape post) => Note(
        _negative, post.LikeCount >= 0 && post.CommentCount >= 0,
        $"post {post.Id}: {post.LikeCount} likes, {post.CommentCount} comments");

    public void IsCount(UserShape user) => Note(
        _negative, user.PostCount >= 0 && user.FollowerCount >= 0 && user.FollowingCount >= 0,
        $"user {user.Id}: {user.PostCount} posts, {user.FollowerCount} followers, {user.FollowingCount} followees");

    private static void Note(ConcurrentQueue<string> findings, bool isFair, string found)
    {
        if (!isFair)
        {
            findings.Enqueue(found);
        }
    }
}
