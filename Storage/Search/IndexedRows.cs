using Instagram.Storage.Posts;

namespace Instagram.Storage.Search;

/// <summary>A published post as the index has it; <paramref name="Words"/> of its caption in lower case.</summary>
public sealed record IndexedPost(
    long PostId,
    long AuthorId,
    string[] Hashtags,
    string[] Words,
    PlaceRow? Place,
    string[] PlaceWords,
    short Kind,
    int Likes,
    int Comments,
    bool IsEdited)
{
    /// <summary>It has some now, or may have had others.</summary>
    internal bool MayHaveHashtags => Hashtags.Length > 0 || IsEdited;
}

/// <summary>
/// An account as the index has it. <paramref name="IsShown"/>: in good standing. <paramref name="Names"/>: its username
/// and the words of both names, in lower case.
/// </summary>
public sealed record IndexedUser(
    long UserId,
    string Username,
    string DisplayName,
    bool IsPrivate,
    int Followers,
    bool IsShown,
    string[] Names);
