using System.Buffers;

namespace Instagram.Storage.Objects;

/// <summary>
/// The keys that every object store can keep: <c>[a-z0-9/._-]</c>, at most 200, without empty or dotted parts.
/// </summary>
public static class ObjectKey
{
    public const int MaxLength = 200;

    /// <summary>How the keys start that clients send to; what is there counts only once it was copied.</summary>
    public const string Uploads = "uploads/";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789/._-");

    public static bool IsValid(string key)
    {
        if (key.Length is 0 or > MaxLength || key.AsSpan().ContainsAnyExcept(Allowed))
        {
            return false;
        }
        foreach (var part in key.AsSpan().Split('/'))
        {
            // A part that starts with a dot could climb out of the root or hide among a store's own files.
            if (key.AsSpan(part) is [] or ['.', ..])
            {
                return false;
            }
        }
        return true;
    }

    internal static void Validate(string key)
    {
        if (!IsValid(key))
        {
            throw new ArgumentException($"'{key}' is not an object key.", nameof(key));
        }
    }
}
