using System.Collections.Concurrent;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Instagram.Storage.Comments;

namespace Instagram.Grains.Inbox;

/// <summary>
/// One answer's knowledge of what its reader may see: each post, comment and actor is asked for once. It lives no
/// longer than the answer.
/// </summary>
internal sealed class NoticeView(long userId, Sight sight, PostReader posts, CommentStore comments)
{
    private const int ActorsAtOnce = 50;

    private readonly Dictionary<long, PostForViewer> _posts = [];
    private readonly HashSet<long> _comments = [];
    private readonly ConcurrentDictionary<long, bool> _actors = [];

    /// <summary>Asks for the posts and comments of some groups at once.</summary>
    public async Task LookAt(IReadOnlyCollection<NoticeGroup> groups, CancellationToken ct)
    {
        var wanted = groups.Select(group => group.PostId).OfType<long>().Where(id => !_posts.ContainsKey(id));
        foreach (var post in await posts.Read(userId, [.. wanted.Distinct()], ct))
        {
            _posts[post.Post.Id] = post;
        }
        var mentioned = groups.SelectMany(CommentsOf).Where(id => !_comments.Contains(id)).Distinct().ToList();
        _comments.UnionWith(await comments.Existing(mentioned, ct));
    }

    /// <summary>The deeds of the group that its reader may know of; none when its post or comment is gone.</summary>
    public async Task<IReadOnlyList<NoticeDeed>> Standing(NoticeGroup group)
    {
        if (!IsThere(group))
        {
            return [];
        }
        await AskForActors(group);
        return [.. group.Deeds.Where(deed => IsTold(group, deed) && _actors[deed.ActorId])];
    }

    /// <summary>Whether any of them is new to its reader.</summary>
    public async Task<bool> HasUnseen(NoticeGroup group)
    {
        foreach (var deed in group.Deeds)
        {
            if (deed.ChangedId > group.SeenThrough && IsThere(group) && IsTold(group, deed)
                && await MayHearOf(deed.ActorId))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The picture that stands for the group's post.</summary>
    public long? Thumbnail(NoticeGroup group) =>
        group.PostId is { } id && _posts.TryGetValue(id, out var post) && !post.Post.Media.IsEmpty
            ? post.Post.Media[0].Id
            : null;

    /// <summary>A group may have a thousand actors, and their grains may have to wake.</summary>
    private async Task AskForActors(NoticeGroup group)
    {
        var unknown = group.Deeds.Select(deed => deed.ActorId).Where(id => !_actors.ContainsKey(id)).Distinct();
        foreach (var some in unknown.ToList().Chunk(ActorsAtOnce))
        {
            await Task.WhenAll(some.Select(MayHearOf));
        }
    }

    private bool IsTold(NoticeGroup group, NoticeDeed deed) =>
        !IsComment(group) || _comments.Contains(deed.SubjectId);

    private bool IsThere(NoticeGroup group)
    {
        if (group.PostId is { } postId)
        {
            if (!_posts.TryGetValue(postId, out var post))
            {
                return false;
            }
            if (group is { Kind: NoticeKind.Mention, CommentId: null } && !post.Post.Mentions.Contains(userId))
            {
                return false;
            }
        }
        return group.Kind == NoticeKind.Reply || group.CommentId is not { } commentId || _comments.Contains(commentId);
    }

    private async Task<bool> MayHearOf(long actorId)
    {
        if (!_actors.TryGetValue(actorId, out var may))
        {
            _actors[actorId] = may = await sight.MayHearOf(userId, actorId);
        }
        return may;
    }

    private static bool IsComment(NoticeGroup group) => group.Kind is NoticeKind.Comment or NoticeKind.Reply;

    private static IEnumerable<long> CommentsOf(NoticeGroup group) => IsComment(group)
        ? group.Deeds.Select(deed => deed.SubjectId)
        : group.CommentId is { } comment ? [comment] : [];
}
