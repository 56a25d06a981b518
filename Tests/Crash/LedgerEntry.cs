namespace Instagram.Tests.Crash;

internal class LedgerEntry
{
    private volatile bool _isAcknowledged;

    public bool IsAcknowledged
    {
        get => _isAcknowledged;
        set => _isAcknowledged = value;
    }
}

internal sealed class LedgerAccount(string username) : LedgerEntry
{
    public const string Password = "correct horse battery";

    public string Username => username;

    public string Id { get; set; } = "";

    public string Token { get; set; } = "";

    public string Email => $"{username}@example.org";
}

/// <param name="owner">Whose it is.</param>
/// <param name="picture">The bytes that were announced.</param>
/// <param name="isDamaged">It can only be rejected.</param>
internal sealed class LedgerUpload(LedgerAccount owner, byte[] picture, bool isDamaged) : LedgerEntry
{
    public LedgerAccount Owner => owner;

    public byte[] Picture => picture;

    public bool IsDamaged => isDamaged;

    public string PutUrl { get; init; } = "";

    /// <summary>A medium can be in one post.</summary>
    public bool IsSpent { get; set; }
}

/// <param name="author">Who posts.</param>
/// <param name="key">The Idempotency-Key and the caption, so that it can be found without its id.</param>
internal sealed class LedgerPost(LedgerAccount author, string key) : LedgerEntry
{
    public LedgerAccount Author => author;

    public string Key => key;

    public string Id { get; set; } = "";

    public bool IsPublished { get; set; }

    /// <summary>Since an earlier look.</summary>
    public bool WasPublished { get; set; }

    public string? MediaId { get; init; }

    /// <summary>For a form, in place of a medium.</summary>
    public byte[]? Picture { get; init; }
}
