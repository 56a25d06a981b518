namespace Instagram.Storage.Objects;

/// <summary>The bounds of S3, which every object store here keeps to.</summary>
public static class ObjectParts
{
    public const int MaxNumber = 10_000;

    /// <summary>Of each part but the last.</summary>
    public const long MinBytes = 5 * 1024 * 1024;

    internal static void ValidateNumber(int number)
    {
        if (number is < 1 or > MaxNumber)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, $"Parts are numbered 1 to {MaxNumber}.");
        }
    }
}

/// <summary>A part that is there; another upload of the same part has another <paramref name="Tag"/>.</summary>
public sealed record ObjectPart(int Number, long ByteSize, string Tag);

public sealed record PartsUpload(string Key, string UploadId, DateTimeOffset StartedAt);

public enum PartsOutcome
{
    /// <summary>The object is there.</summary>
    Completed,

    /// <summary>Completed before, aborted, or never begun.</summary>
    NoSuchUpload,

    /// <summary>These are not the parts that are there, as they are now, in ascending order.</summary>
    InvalidPart,

    /// <summary>Try again later; nothing is wrong with the upload.</summary>
    NoSpace,

    /// <summary>A part other than the last is smaller than <see cref="ObjectParts.MinBytes"/>.</summary>
    TooSmall,
}
