using System.Globalization;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Ids in JSON and in paths: 64-bit numbers as decimal strings, because JavaScript's numbers end at 53 bits.
/// </summary>
public static class Ids
{
    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string? Text(long? id) => id is { } known ? Text(known) : null;

    /// <summary>Only the one way that <see cref="Text(long)"/> writes it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0 && text[0] != '0';
}
