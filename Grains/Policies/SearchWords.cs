using System.Text;

namespace Instagram.Grains.Policies;

/// <summary>
/// The words of a text in any script, in lower case, each once: what the index keeps and what is looked for.
/// </summary>
public static class SearchWords
{
    public const int MaxLength = 64;

    public static string[] Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (CaptionText.IsWord(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else
            {
                End();
            }
        }
        End();
        return [.. words];

        void End()
        {
            var ended = Cut(word.ToString());
            if (ended.Length > 0 && !words.Contains(ended))
            {
                words.Add(ended);
            }
            word.Clear();
        }
    }

    /// <summary>By what people find an account: its username, and every word of both names.</summary>
    public static string[] OfNames(string username, string displayName)
    {
        var parts = Of($"{username} {username.Replace('_', ' ')} {displayName}");
        return [.. parts.Prepend(username.ToLowerInvariant()).Distinct()];
    }

    /// <summary>A longer word is found by its start, and no letter is cut in half.</summary>
    private static string Cut(string word) =>
        word.Length <= MaxLength ? word
        : char.IsHighSurrogate(word[MaxLength - 1]) ? word[..(MaxLength - 1)]
        : word[..MaxLength];
}
