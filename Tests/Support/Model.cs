using System.Collections.Concurrent;

namespace Instagram.Tests.Support;

/// <summary>
/// What must be true of a little world after everyone has done what they did. Each fact has one writer, so that it is
/// known although they all act at once: who follows whom is the follower's, privacy, posts and deletions the author's.
/// </summary>
public sealed class Model(IReadOnlyList<Member> members)
{
    private readonly ConcurrentDictionary<(Member Follower, Member Followee), bool> _follows = new();
    private readonly ConcurrentDictionary<string, (Member Author, PostShape Post)> _posts = new();

    public IReadOnlyList<Member> Members => members;

    public IEnumerable<(Member Author, PostShape Post)> Posts => _posts.Values;

    public void Followed(Member follower, Member followee) => _follows[(follower, followee)] = true;

    public void Unfollowed(Member follower, Member followee) => _follows.TryRemove((follower, followee), out _);

    public void Posted(Member author, PostShape post) => _posts[post.Id] = (author, post);

    public void Deleted(PostShape post) => _posts.TryRemove(post.Id, out _);

    public bool Follows(Member follower, Member followee) => _follows.ContainsKey((follower, followee));

    /// <summary>Newest first, as a feed by time has it.</summary>
    public IEnumerable<string> FeedOf(Member reader) => _posts.Values
        .Where(post => post.Author == reader || Follows(reader, post.Author))
        .Select(post => post.Post.Id).OrderByDescending(id => long.Parse(id, null));

    public int FollowersOf(Member member) => members.Count(other => Follows(other, member));

    public int FolloweesOf(Member member) => members.Count(other => Follows(member, other));
}
