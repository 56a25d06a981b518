using System.Text;

namespace Instagram.Grains.Policies;

/// <summary>
/// Hashtags and mentions as they stand in a caption; both ignore case and are given in lower case. Whether an accent is
/// a letter's own or a mark behind it is left as typed: the stores compose both to the same.
/// </summary>
public static class CaptionText
{
    public const int MaxHashtags = 30;
    public const int MaxMentions = 20;
    public const int MaxHashtagLength = 100;

    /// <summary>Each hashtag once, in order; letters, digits and underscores of any script, not digits alone.</summary>
    public static IReadOnlyList<string> Hashtags(string caption) =>
        Marked(caption, '#', MaxHashtags, IsWord, tag =>
            tag.Length <= MaxHashtagLength && !tag.All(char.IsDigit) ? tag.ToLowerInvariant() : null);

    /// <summary>Each name once, in order; a closing dot belongs to the sentence.</summary>
    public static IReadOnlyList<string> Mentions(string caption) =>
        Marked(caption, '@', MaxMentions, IsName, name =>
            name.TrimEnd('.') is { Length: >= 3 and <= 30 } trimmed ? trimmed.ToLowerInvariant() : null);

    private static List<string> Marked(
        string caption, char mark, int limit, Func<Rune, bool> belongs, Func<string, string?> accept)
    {
        var found = new List<string>();
        var inWord = false;
        for (var at = 0; at < caption.Length && found.Count < limit;)
        {
            if (caption[at] != mark || inWord)
            {
                inWord = Next(caption, ref at) is { } rune && (IsWord(rune) || rune.Value == mark);
                continue;
            }
            var start = ++at;
            while (at < caption.Length && Peek(caption, at, out var length) is { } rune && belongs(rune))
            {
                at += length;
            }
            if (at > start && accept(caption[start..at]) is { } text && !found.Contains(text))
            {
                found.Add(text);
            }
            inWord = at > start;
        }
        return found;
    }

    private static Rune? Next(string text, ref int at)
    {
        var rune = Peek(text, at, out var length);
        at += length;
        return rune;
    }

    private static Rune? Peek(string text, int at, out int length) =>
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length) == System.Buffers.OperationStatus.Done
            ? rune
            : null;

    internal static bool IsWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value == '_'
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static bool IsName(Rune rune) =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '_' or '.');
}
