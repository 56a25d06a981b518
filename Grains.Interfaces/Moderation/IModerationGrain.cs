namespace Instagram.Grains.Moderation;

/// <summary>
/// One item of the moderators' queue. Key: item id. Holds nothing; its turns put the decisions about one item in order,
/// so that what the item says and what is shown agree. Calls <see cref="Posts.IPostGrain"/>,
/// <see cref="Stories.IStoryGrain"/> and <see cref="Users.IUserGrain"/>.
/// </summary>
[Alias("moderation.IModerationGrain")]
public interface IModerationGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// When it returns, what the item is about is hidden everywhere, or shown again. Repeating changes nothing. False
    /// when there is no such item.
    /// </summary>
    [Alias("Decide")]
    Task<bool> Decide(ModerationVerdict verdict, long moderatorId);

    /// <summary>Puts a decision against this author back into the queue, once.</summary>
    [Alias("Appeal")]
    Task<AppealOutcome> Appeal(long authorId, string text);
}
