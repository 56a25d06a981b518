using Instagram.Grains.Comments;
using Orleans.Concurrency;

namespace Instagram.Grains.Posts;

/// <summary>
/// One post. Key: post id. Owns its text, media and counts: the only writer of them. Calls the author's
/// <see cref="IAuthorGrain"/> and <see cref="Users.IUserGrain"/>. Reads interleave with writes that have not been
/// answered yet. So do likes and new comments, which wait for their commit together: the store orders their counts, and
/// refuses them to a post that is gone.
/// </summary>
[Alias("posts.IPostGrain")]
public interface IPostGrain : IGrainWithIntegerKey
{
    /// <summary>Creates the post; published at once when its media are ready. Repeating is harmless.</summary>
    [Alias("Create")]
    Task<CreatePostOutcome> Create(CreatePost post);

    /// <summary>
    /// The post in whatever status; who may see it is the caller's question. Null when there is none.
    /// </summary>
    [AlwaysInterleave]
    [Alias("Get")]
    Task<PostView?> Get();

    /// <summary>Whose post it is and whether it is published; null when there is none.</summary>
    [AlwaysInterleave]
    [Alias("GetState")]
    Task<PostState?> GetState();

    /// <summary>
    /// The post as it then is, in whatever status; null when there is none. Where nothing is different, nothing is
    /// written.
    /// </summary>
    [Alias("Edit")]
    Task<PostView?> Edit(EditPost edit);

    /// <summary>False when it is gone already. When it returns true, nothing shows the post or its media.</summary>
    [Alias("Delete")]
    Task<bool> Delete();

    /// <summary>Durable when it returns; a second like counts once. False when there is no published post.</summary>
    [AlwaysInterleave]
    [Alias("Like")]
    Task<bool> Like(long userId);

    /// <inheritdoc cref="Like"/>
    [AlwaysInterleave]
    [Alias("Unlike")]
    Task<bool> Unlike(long userId);

    /// <summary>Durable when it returns; null when there is no published post, or no such comment to answer.</summary>
    [AlwaysInterleave]
    [Alias("Comment")]
    Task<CommentView?> Comment(AddComment comment);

    /// <summary>Removes the comment with its replies; false when it was gone already.</summary>
    [Alias("RemoveComment")]
    Task<bool> RemoveComment(long commentId);

    /// <summary>
    /// Hides a published post with all that hangs on it, or shows it again. False when it is gone, or was never to be
    /// published. When it returns true, nothing shows the post or its media, or everything does.
    /// </summary>
    [Alias("SetRemoved")]
    Task<bool> SetRemoved(bool removed);

    /// <summary>Hides a comment with its replies, or shows what that hid; false when nothing changed.</summary>
    [Alias("SetCommentHidden")]
    Task<bool> SetCommentHidden(long commentId, bool hidden);
}
