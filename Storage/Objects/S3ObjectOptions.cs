using System.ComponentModel.DataAnnotations;

namespace Instagram.Storage.Objects;

/// <summary>
/// Section <c>ObjectStore:S3</c> of the configuration. Where it has any setting, objects are kept in S3, else on disk.
/// </summary>
public sealed class S3ObjectOptions : IValidatableObject
{
    public const string Section = "ObjectStore:S3";

    private const int MaxTiers = 20;

    /// <summary>Not read at once: a picture there would be gone for hours.</summary>
    private static readonly HashSet<string> Frozen = ["GLACIER", "DEEP_ARCHIVE"];

    [Required]
    public string Bucket { get; set; } = "";

    /// <summary>Where the store is, such as <c>https://s3.example.org</c>; that of Amazon when absent.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The same as clients reach it, when that differs: upload addresses begin with it.</summary>
    public string? PublicEndpoint { get; set; }

    [Required]
    public string Region { get; set; } = "us-east-1";

    /// <summary>Without it the SDK looks where it always does: environment, profile, the machine's role.</summary>
    public string? AccessKey { get; set; }

    public string? SecretKey { get; set; }

    /// <summary>Whether the bucket is named in the path; by default only with an <see cref="Endpoint"/>.</summary>
    public bool? ForcePathStyle { get; set; }

    /// <summary>Before every key, for a bucket that is shared: <c>instagram/</c>.</summary>
    [RegularExpression("([a-z0-9_-][a-z0-9._-]*/)*")]
    public string Prefix { get; set; } = "";

    /// <summary>
    /// Creates the bucket when it is missing and sets its access, cross-origin and lifecycle rules at every start.
    /// Without, whoever owns the bucket does that.
    /// </summary>
    public bool SetUpBucket { get; set; } = true;

    /// <summary>Pages that may upload, separated by spaces: the upload's address is the permission.</summary>
    [Required]
    public string UploadOrigins { get; set; } = "*";

    /// <summary>After which an upload in parts that was neither completed nor dropped loses them.</summary>
    [Range(1, 365)]
    public int AbortPartsAfterDays { get; set; } = 7;

    /// <summary>
    /// After which what a client sent is removed. It counts only when it was copied, and must then be gone on with
    /// within <c>Uploads:KeepPendingMinutes</c>.
    /// </summary>
    [Range(1, 365)]
    public int ExpireUploadsAfterDays { get; set; } = 7;

    public IList<S3Tier> Tiers { get; init; } = [];

    /// <summary>Until the store begins to answer, and between two blocks of an answer.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>After the first attempt of a request.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Connections to the store at most.</summary>
    [Range(1, 1000)]
    public int MaxConnections { get; set; } = 100;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in new[] { (nameof(Endpoint), Endpoint), (nameof(PublicEndpoint), PublicEndpoint) })
        {
            if (value is not null && !IsOrigin(value))
            {
                yield return Wrong($"{name} must be an address like https://s3.example.org.", name);
            }
        }
        if (string.IsNullOrEmpty(AccessKey) != string.IsNullOrEmpty(SecretKey))
        {
            yield return Wrong("AccessKey and SecretKey belong together.", nameof(SecretKey));
        }
        if (Tiers.Count > MaxTiers || Tiers.Any(tier =>
            tier.AfterDays < 1 || tier.StorageClass.Length == 0 || Frozen.Contains(tier.StorageClass)))
        {
            yield return Wrong(
                $"Tiers, at most {MaxTiers}, need AfterDays of 1 or more and a StorageClass that is read at once.",
                nameof(Tiers));
        }
    }

    private static ValidationResult Wrong(string what, string field) => new($"{Section}: {what}", [field]);

    private static bool IsOrigin(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" };
}
