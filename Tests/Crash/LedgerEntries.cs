namespace Instagram.Tests.Crash;

/// <summary>What an account is there for: what its client does to it, and who else may have to do with it.</summary>
internal enum Role
{
    /// <summary>Follows, posts, likes, saves, comments and tells stories.</summary>
    Member,

    /// <summary>Follows and blocks other loners, and posts; nobody likes what may be hidden by a block.</summary>
    Loner,

    /// <summary>Leaves traces with members, and then for ever. Nobody has anything to do with it.</summary>
    Leaver,
}

internal sealed class LedgerAccount(string username, Role role)
{
    public const string Password = "correct horse battery";

    public string Username => username;

    public Role Role => role;

    public string Email => $"{username}@example.org";

    public string Id { get; set; } = "";

    public string Token { get; set; } = "";

    public bool IsClosed { get; set; }

    public string Subject => SubjectOf(username);

    public static string SubjectOf(string username) => $"account {username}";
}

/// <param name="owner">Whose it is.</param>
/// <param name="picture">The bytes that were announced.</param>
/// <param name="isDamaged">It can only be rejected.</param>
/// <param name="putUrl">Where they go.</param>
internal sealed class LedgerUpload(LedgerAccount owner, byte[] picture, bool isDamaged, string putUrl)
{
    public LedgerAccount Owner => owner;

    public byte[] Picture => picture;

    public bool IsDamaged => isDamaged;

    public string PutUrl => putUrl;

    /// <summary>A medium can be in one post or story.</summary>
    public bool IsSpent { get; set; }
}

/// <param name="author">Who posts.</param>
/// <param name="key">The Idempotency-Key, and the caption's first word, by which it is found without its id.</param>
/// <param name="isMortal">
/// It may be edited, deleted or removed by a moderator; the others are liked, saved and commented on.
/// </param>
internal sealed class LedgerPost(LedgerAccount author, string key, bool isMortal)
{
    public LedgerAccount Author => author;

    public string Key => key;

    public bool IsMortal => isMortal;

    public string Id { get; set; } = "";

    public string Caption { get; set; } = $"{key} #{author.Username}";

    /// <summary>An author has seen it so; it must stay so.</summary>
    public bool IsPublished { get; set; }

    public bool IsDeleted { get; set; }

    public bool IsRemoved { get; set; }

    public string? MediaId { get; init; }

    /// <summary>For a form, in place of a medium.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>Whether anyone may see it once it is published.</summary>
    public bool IsShown => !IsDeleted && !IsRemoved && !Author.IsClosed;

    public string Subject => $"post {key}";
}

internal sealed record LedgerComment(LedgerPost Post, LedgerAccount Author, string Text)
{
    public string Id { get; set; } = "";

    public string Subject => $"comment {Text}";
}

internal sealed record LedgerStory(LedgerAccount Author, string MediaId)
{
    public string Id { get; set; } = "";

    public string Subject => $"story {MediaId}";
}
