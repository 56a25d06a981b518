namespace Instagram.Storage.Objects;

/// <summary>What became of an upload. Only after the first two is there an object under the key.</summary>
public enum ReceiveOutcome
{
    /// <summary>Complete and durable.</summary>
    Stored,

    /// <summary>
    /// The key had its object before; this body changed nothing. The client is told the same as for stored.
    /// </summary>
    AlreadyThere,

    /// <summary>The URL is not one that this server made.</summary>
    BadSignature,
    Expired,
    WrongType,

    /// <summary>Longer or shorter than signed, also when the body broke off.</summary>
    WrongSize,
    ChecksumMismatch,

    /// <summary>The upload that the part is of was completed or dropped.</summary>
    UploadOver,

    /// <summary>Try again later; nothing is wrong with the upload.</summary>
    NoSpace,
}
