using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Instagram.Storage.Files;

namespace Instagram.Storage.Objects;

/// <summary>
/// Signs the terms of an upload into its URL, as S3 does, so that the endpoint that receives the bytes needs no
/// database to know what may come.
/// </summary>
internal sealed class PutSigner(byte[] secret)
{
    private const int SecretBytes = 32;

    /// <summary>With the secret of this data directory, made on the first start.</summary>
    public static PutSigner At(string dataDirectory)
    {
        var path = Path.Combine(Path.GetFullPath(dataDirectory), "objects.key");
        if (!File.Exists(path))
        {
            Create(path);
        }
        var secret = File.ReadAllBytes(path);
        return secret.Length == SecretBytes
            ? new PutSigner(secret)
            : throw new InvalidDataException($"'{path}' is damaged: delete it, and pending uploads start anew.");
    }

    public PresignedPut Presign(string key, PutTerms terms, DateTimeOffset expiresAt)
    {
        if (terms.ContentType.Contains('\n', StringComparison.Ordinal))
        {
            // The signed text is lines; one more could make the terms of one upload those of another.
            throw new ArgumentException("A content type has no line break.", nameof(terms));
        }
        var expires = expiresAt.ToUnixTimeSeconds();
        var url = string.Create(
            CultureInfo.InvariantCulture,
            $"/objects/{key}?expires={expires}&type={Uri.EscapeDataString(terms.ContentType)}&size={terms.ByteSize}"
            + $"&sha256={Uri.EscapeDataString(terms.Sha256Hex ?? "")}&signature={Sign(key, terms, expires)}");
        var headers = new Dictionary<string, string> { ["Content-Type"] = terms.ContentType };
        return new PresignedPut("PUT", url, headers, DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    /// <summary>The signed terms; null when this server did not sign them for this key.</summary>
    public (PutTerms Terms, DateTimeOffset ExpiresAt)? Verify(string key, PutQuery query)
    {
        if (query is not { Type: { } type, Signature: { } signature }
            || !long.TryParse(query.Expires, NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            || !long.TryParse(query.Size, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return null;
        }
        var terms = new PutTerms(type, size, string.IsNullOrEmpty(query.Sha256) ? null : query.Sha256);
        return IsSame(Sign(key, terms, expires), signature)
            ? (terms, DateTimeOffset.FromUnixTimeSeconds(expires))
            : null;
    }

    public PresignedPut PresignPart(string key, PartTerms terms, DateTimeOffset expiresAt)
    {
        var expires = expiresAt.ToUnixTimeSeconds();
        var url = string.Create(
            CultureInfo.InvariantCulture,
            $"/objects/{key}?upload={terms.UploadId}&part={terms.Number}&expires={expires}&size={terms.ByteSize}"
            + $"&signature={Sign(key, terms, expires)}");
        return new PresignedPut(
            "PUT", url, new Dictionary<string, string>(), DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    /// <summary>The signed terms; null when this server did not sign them for this key.</summary>
    public (PartTerms Terms, DateTimeOffset ExpiresAt)? Verify(string key, PartQuery query)
    {
        if (query is not { Upload: { } uploadId, Signature: { } signature }
            || !int.TryParse(query.Part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !long.TryParse(query.Expires, NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            || !long.TryParse(query.Size, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return null;
        }
        var terms = new PartTerms(uploadId, number, size);
        return IsSame(Sign(key, terms, expires), signature)
            ? (terms, DateTimeOffset.FromUnixTimeSeconds(expires))
            : null;
    }

    private string Sign(string key, PutTerms terms, long expires) => Sign(string.Create(
        CultureInfo.InvariantCulture,
        $"PUT\n{key}\n{expires}\n{terms.ContentType}\n{terms.ByteSize}\n{terms.Sha256Hex}"));

    // Its first line keeps it apart from a whole object's: neither signature opens the other's door.
    private string Sign(string key, PartTerms terms, long expires) => Sign(string.Create(
        CultureInfo.InvariantCulture,
        $"PART\n{key}\n{expires}\n{terms.UploadId}\n{terms.Number}\n{terms.ByteSize}"));

    private string Sign(string text) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));

    private static bool IsSame(string expected, string signature) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));

    /// <summary>Written aside and linked: of two hosts that start together, both read the same one.</summary>
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():n}";
        using (var file = new FileStream(unfinished, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            file.Write(RandomNumberGenerator.GetBytes(SecretBytes));
            file.Flush(flushToDisk: true);
        }
        Posix.TryLink(unfinished, path);
        File.Delete(unfinished);
        Posix.SyncDirectory(Path.GetDirectoryName(path)!);
    }
}
