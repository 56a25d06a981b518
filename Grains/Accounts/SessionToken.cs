using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Instagram.Grains.Accounts;

/// <summary>
/// An opaque token: 8 bytes that name the session, and with it its shard, then 24 random ones, in base64url. Only the
/// SHA-256 of the whole is ever stored.
/// </summary>
public readonly record struct SessionToken(long SessionId, string Text, byte[] Hash)
{
    private const int Size = 32;
    private const int TextLength = 43;

    public static SessionToken New(long sessionId)
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes, sessionId);
        return new SessionToken(sessionId, Base64Url.EncodeToString(bytes), SHA256.HashData(bytes));
    }

    public static bool TryParse(ReadOnlySpan<char> text, out SessionToken token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var isToken = TryParse(text, hash, out var sessionId);
        token = isToken ? new SessionToken(sessionId, text.ToString(), hash.ToArray()) : default;
        return isToken;
    }

    /// <summary>The session that the text names, and its hash of 32 bytes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, Span<byte> hash, out long sessionId)
    {
        sessionId = 0;
        Span<byte> bytes = stackalloc byte[Size];
        if (text.Length != TextLength
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Size)
        {
            return false;
        }
        sessionId = BinaryPrimitives.ReadInt64BigEndian(bytes);
        SHA256.HashData(bytes, hash);
        return sessionId > 0;
    }
}
