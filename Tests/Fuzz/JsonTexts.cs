using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Instagram.Tests.Fuzz;

/// <summary>JSON that no serializer writes: as text, because half of it is none.</summary>
internal static class JsonTexts
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.5", "1e400", "-1e400", "1e-400", "9223372036854775807",
        "9223372036854775808", "-9223372036854775809", "18446744073709551616", "123456789012345678901234567890",
        "NaN", "Infinity", "-Infinity", "\"NaN\"", "\"-0\"", "\"\"", "\" \"", "[]", "{}", "[null]", "[[]]", "[{}]",
        "[\"1\",2,null,true,{}]", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\u202e\"",
        "\"\\x\"", "\"\\u12\"", "\"unended", "'single'", "word", "01", "+1", ".5", "1.", "0x10", "/* note */ 1", "1,",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"2026-13-45T99:99:99Z\"",
        "\"+275760-09-13T00:00:00Z\"", "\"\tTab\"", "{\"a\":{\"a\":{\"a\":{}}}}", "\"1\"", "\"123456789\"",
        "\"9223372036854775808\"", "\"-1\"", "\" 1\"", "\"01\"", "\"1.0\"", "\"１\"", "90.0000001", "-180.5", "1e308",
    ];

    /// <summary>A value for a place where another was meant.</summary>
    public static Gen<string> Hostile { get; } = Gen.Frequency(
        (8, Gen.Elements(Values)),
        (5, Texts.Gens.Select(Quote)),
        (1, from depth in Gen.Elements(5, 15, 16, 17, 64, 1_000, 10_000) from open in Gen.Elements("[", "{\"a\":")
            select Deep(open, depth)),
        (1, from length in Gen.Elements(100, 101, 500, 501, 1_000, 1_001, 2_200, 2_201, 66_000)
            select Quote(new string('é', length))),
        (1, from count in Gen.Elements(2, 10, 11, 100, 5_000) from item in Gen.Elements("\"1\"", "null", "0", "{}")
            select $"[{string.Join(',', Enumerable.Repeat(item, count))}]"));

    /// <summary>As bytes, whole or damaged in one of many ways.</summary>
    public static Gen<byte[]> Damaged(string json) => Gen.OneOf(
        Gen.Constant(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(json)).ToArray()),
        Gen.Constant(Encoding.Unicode.GetBytes(json)),
        Gen.Constant(
            Encoding.BigEndianUnicode.GetPreamble().Concat(Encoding.BigEndianUnicode.GetBytes(json)).ToArray()),
        Gen.Constant(Encoding.UTF32.GetBytes(json)),
        Gen.Constant(Gzip(Encoding.UTF8.GetBytes(json))),
        Gen.Constant(Encoding.UTF8.GetBytes(json + json)),
        Gen.Constant(Encoding.UTF8.GetBytes($"[{json}]")),
        Gen.Constant(Encoding.UTF8.GetBytes(json + new string(' ', 70_000))),
        Gen.Constant(Encoding.UTF8.GetBytes(json.Replace("\":", "\" : \n\t", StringComparison.Ordinal))),
        Gen.Constant(Array.Empty<byte>()),
        from at in Gen.Choose(0, json.Length) select Encoding.UTF8.GetBytes(json[..at]),
        from at in Gen.Choose(0, json.Length) from odd in Gen.Elements(0x00, 0x0b, 0x80, 0xc0, 0xe2, 0xed, 0xf5, 0xff)
        select (byte[])[.. Encoding.UTF8.GetBytes(json[..at]), (byte)odd, .. Encoding.UTF8.GetBytes(json[at..])],
        from text in Texts.Gens select Encoding.UTF8.GetBytes(text),
        from value in Hostile select Encoding.UTF8.GetBytes(value));

    /// <summary>Halves of characters too, which a serializer would replace.</summary>
    public static string Quote(string text) => string.Concat(
        text.Select(letter => letter is < ' ' or '"' or '\\' || char.IsSurrogate(letter)
            ? $"\\u{(int)letter:x4}"
            : letter.ToString()).Prepend("\"").Append("\""));

    private static string Deep(string open, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + "1"
        + string.Concat(Enumerable.Repeat(open == "[" ? "]" : "}", depth));

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }
}
