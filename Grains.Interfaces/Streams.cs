namespace Instagram.Grains;

/// <summary>The streams of facts. Each fact is delivered at least once; every consumer is idempotent.</summary>
public static class Streams
{
    public const string Provider = "facts";

    /// <summary><see cref="Posts.PostPublished"/>, key author → <see cref="Feed.IFanOutGrain"/>.</summary>
    public const string Posts = "posts";

    /// <summary><see cref="Media.MediaUploaded"/>, key medium → <see cref="Media.IMediaGrain"/>.</summary>
    public const string Media = "media";

    /// <summary><see cref="Posts.MediaSettled"/>, key post → <see cref="Posts.IPostGrain"/>.</summary>
    public const string Settled = "settled";

    /// <summary><see cref="Posts.PostDeleted"/>, key post → <see cref="Posts.IPostPurgeGrain"/>.</summary>
    public const string Purge = "purge";

    /// <summary><see cref="Stories.StoryEnded"/>, key story → <see cref="Stories.IStoryPurgeGrain"/>.</summary>
    public const string Ended = "ended";

    /// <summary><see cref="Graph.AccountOpened"/>, key user → <see cref="Graph.IAdmissionGrain"/>.</summary>
    public const string Opened = "opened";

    /// <summary><see cref="Leaving.AccountClosed"/>, key user → <see cref="Leaving.IAccountPurgeGrain"/>.</summary>
    public const string Closed = "closed";

    /// <summary><see cref="Inbox.NoticeFact"/>, key recipient → the inbox of the recipient.</summary>
    public const string Notices = "notices";

    /// <summary><see cref="Search.IndexChanged"/>, key the post or user that changed → the search index.</summary>
    public const string Index = "index";
}
