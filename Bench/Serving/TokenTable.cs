using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Instagram.Bench.Serving;

/// <summary>
/// The least that a check of the product's tokens can be: decoded, hashed, looked up. Every design has it, so that none
/// is ahead by what it leaves out.
/// </summary>
internal sealed class TokenTable
{
    private const string Scheme = "Bearer ";
    private const int Size = 32;

    private readonly ConcurrentDictionary<long, (byte[] Hash, long UserId)> _sessions = new();

    /// <summary>A token and its user's id on each line.</summary>
    public static async Task<TokenTable> Read(string path)
    {
        var table = new TokenTable();
        foreach (var pair in (await File.ReadAllLinesAsync(path)).Select(line => line.Split(' ')))
        {
            var bytes = Base64Url.DecodeFromChars(pair[0]);
            table._sessions[BinaryPrimitives.ReadInt64BigEndian(bytes)] =
                (SHA256.HashData(bytes), long.Parse(pair[1], CultureInfo.InvariantCulture));
        }
        return table;
    }

    /// <summary>The user who sends a request; 0 for nobody.</summary>
    public long Find(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString().AsSpan();
        Span<byte> token = stackalloc byte[Size];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!header.StartsWith(Scheme, StringComparison.Ordinal)
            || Base64Url.DecodeFromChars(header[Scheme.Length..], token, out _, out var written) != OperationStatus.Done
            || written != Size)
        {
            return 0;
        }
        SHA256.HashData(token, hash);
        return _sessions.TryGetValue(BinaryPrimitives.ReadInt64BigEndian(token), out var known)
            && CryptographicOperations.FixedTimeEquals(known.Hash, hash) ? known.UserId : 0;
    }
}
