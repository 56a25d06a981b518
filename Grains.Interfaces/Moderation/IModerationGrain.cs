namespace Instagram.Grains.Moderation;

/// <summary>
/// Whatever moderators decide about one post, comment, story or account. Key: its id. Holds nothing; its turns put the
/// decisions about the thing in order, so that what its items say and what is shown agree. Calls <see
/// cref="Posts.IPostGrain"/>, <see cref="Stories.IStoryGrain"/> and <see cref="Users.IUserGrain"/>.
/// </summary>
[Alias("moderation.IModerationGrain")]
public interface IModerationGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// When it returns, what the item is about is hidden everywhere, or shown again unless another item still holds it
    /// back. Repeating changes nothing. False when there is no such item about this thing.
    /// </summary>
    [Alias("Decide")]
    Task<bool> Decide(long itemId, ModerationVerdict verdict, long moderatorId);

    /// <summary>Puts a decision against this author back into the queue, once.</summary>
    [Alias("Appeal")]
    Task<AppealOutcome> Appeal(long itemId, long authorId, string text);
}
