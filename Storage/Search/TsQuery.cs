namespace Instagram.Storage.Search;

/// <summary>Words as a <c>tsquery</c>, written as PostgreSQL reads it back without parsing any language.</summary>
internal static class TsQuery
{
    /// <summary>All of the words, the last of them as the start of a word.</summary>
    public static string All(IReadOnlyList<string> words) =>
        string.Join(" & ", words.Select((word, at) => Quoted(word) + (at == words.Count - 1 ? ":*" : "")));

    public static string Exactly(string word) => Quoted(word);

    /// <summary>All of the words, or one that starts with the whole.</summary>
    public static string Names(string whole, IReadOnlyList<string> words) =>
        words.Count == 0 ? $"{Quoted(whole)}:*" : $"{Quoted(whole)}:* | ({All(words)})";

    private static string Quoted(string word) => $"'{word.Replace(@"\", @"\\").Replace("'", "''")}'";
}
