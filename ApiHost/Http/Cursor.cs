using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Instagram.ApiHost.Http;

/// <summary>
/// An opaque place in a list: a few numbers and a check over them and the list's name, so that a cursor that was cut,
/// changed or taken from another list or another account's feed is known as broken. It holds no secret and opens
/// nothing: what a page shows is checked when it is read.
/// </summary>
internal static class Cursor
{
    private const int CheckSize = 8;

    public static string Encode(string scope, params ReadOnlySpan<long> position)
    {
        var bytes = new byte[(position.Length * sizeof(long)) + CheckSize];
        for (var i = 0; i < position.Length; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * sizeof(long)), position[i]);
        }
        Check(scope, bytes.AsSpan(0, bytes.Length - CheckSize), bytes.AsSpan(bytes.Length - CheckSize));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null when it is not one of this scope with this many numbers.</summary>
    public static long[]? Decode(string scope, string cursor, int numbers)
    {
        Span<byte> check = stackalloc byte[CheckSize];
        var bytes = new byte[(numbers * sizeof(long)) + CheckSize];
        if (cursor.Length != Base64Url.GetEncodedLength(bytes.Length)
            || Base64Url.DecodeFromChars(cursor, bytes, out _, out var written) != OperationStatus.Done
            || written != bytes.Length)
        {
            return null;
        }
        Check(scope, bytes.AsSpan(0, bytes.Length - CheckSize), check);
        if (!check.SequenceEqual(bytes.AsSpan(bytes.Length - CheckSize)))
        {
            return null;
        }
        var position = new long[numbers];
        for (var i = 0; i < numbers; i++)
        {
            position[i] = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(i * sizeof(long)));
        }
        return position;
    }

    private static void Check(string scope, ReadOnlySpan<byte> payload, Span<byte> check)
    {
        var scopeSize = Encoding.UTF8.GetByteCount(scope);
        Span<byte> whole = new byte[scopeSize + payload.Length];
        Encoding.UTF8.GetBytes(scope, whole);
        payload.CopyTo(whole[scopeSize..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(whole, hash);
        hash[..CheckSize].CopyTo(check);
    }
}
