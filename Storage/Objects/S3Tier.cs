namespace Instagram.Storage.Objects;

/// <summary>Objects that the store moves to a cheaper class of storage when they are older.</summary>
public sealed class S3Tier
{
    /// <summary>How their keys start: <c>originals/</c>, <c>media/</c>.</summary>
    public string Prefix { get; set; } = "";

    public int AfterDays { get; set; }

    /// <summary>As the store names it, such as <c>STANDARD_IA</c>. It must be one that is read at once.</summary>
    public string StorageClass { get; set; } = "";
}
