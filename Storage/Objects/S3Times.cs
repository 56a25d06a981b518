namespace Instagram.Storage.Objects;

internal static class S3Times
{
    /// <summary>The SDK leaves out what a store does not say; that counts as old.</summary>
    public static DateTimeOffset Of(DateTime? time) =>
        time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.UnixEpoch;
}
