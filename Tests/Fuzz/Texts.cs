using FsCheck;
using FsCheck.Fluent;

namespace Instagram.Tests.Fuzz;

/// <summary>Texts that nobody types by accident.</summary>
internal static class Texts
{
    /// <summary>What texts are made of: every kind of character that has broken something once.</summary>
    public static readonly string[] Pieces =
    [
        "", " ", "a", "Z", "word", "#", "@", "#tag", "@name", "@anna.b_c.", "##", "#1", "#1a", "_", ".", "..", "/",
        "\\",
        "\0", "\u0001", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\t", "\r\n", "\r\nX-Injected: 1\r\n",
        "\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\ufeff", "\ufffe", "\uffff", "\ufffd",
        "\ud800", "\udc00", "\ud83d", "\U0001F600", "\U0001F468\u200d\U0001F469\u200d\U0001F467",
        "\U0001F1E9\U0001F1EA",
        "e\u0301\u0323\u0327", "\u0301", "é", "ß", "ẞ", "İ", "ı", "ſ", "ﬁ", "Ǆ", "Ω", "שלום", "مرحبا", "漢字", "ไทย",
        "\U0001D54F", "\U000E0041", "\U0010FFFF", "١٢٣", "Ⅷ", "<script>alert(1)</script>", "\"><img src=x>", "&amp;",
        "'",
        "\"", "'; --", "\\'", "%", "%00", "%2f", "%zz", "_%", "%s%n", "{0}", "{", "}", "${x}", "{{7*7}}", "&", "|", "!",
        "(", ")", ":*", "<->", "*", "?", "+", "-", ",", ";", "=", "0", "-0", "-1", "1e999", "NaN", "null", "true", "[]",
        "9223372036854775807", "9223372036854775808", "00000000000000000000000000000001", "../../etc/passwd", "\n",
    ];

    private static readonly Gen<string> Piece = Gen.Elements(Pieces);

    /// <summary>A few pieces, with one of them much too often now and then.</summary>
    public static Gen<string> Gens { get; } = Gen.Frequency(
        (6, from pieces in Gen.Choose(1, 6).SelectMany(count => Gen.ArrayOf(Piece, count))
            select string.Concat(pieces)),
        (1, from piece in Piece from times in Gen.Elements(31, 65, 101, 255, 501, 1_001, 2_201, 3_000)
            select string.Concat(Enumerable.Repeat(piece, times))),
        (1, from numbers in Gen.Choose(0, 40).SelectMany(count => Gen.ArrayOf(Gen.Choose(0, 0xFFFF), count))
            select string.Concat(numbers.Select(number => (char)number))));

    public static Arbitrary<string> Any { get; } = Arb.From(Gens, Shrink);

    /// <summary>Halves, then what is left when one character goes.</summary>
    public static IEnumerable<string> Shrink(string text)
    {
        if (text.Length > 1)
        {
            yield return text[..(text.Length / 2)];
            yield return text[(text.Length / 2)..];
        }
        for (var at = 0; at < Math.Min(text.Length, 40); at++)
        {
            yield return text.Remove(at, 1);
        }
    }
}
