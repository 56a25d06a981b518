using System.Buffers.Text;
using System.Text;

namespace Instagram.Bench.Textbook;

/// <summary>Reads what Redis answers: one line, one bulk of bytes, or an array of these; nothing deeper.</summary>
internal static class RespParser
{
    private const int EndLength = 2;

    /// <summary>
    /// False when the reply is not whole yet. The items are ranges of <paramref name="bytes"/>; empty for null.
    /// </summary>
    /// <exception cref="InvalidOperationException">Redis refuses, or says what is not understood.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, List<Range> items, out int consumed)
    {
        items.Clear();
        consumed = 0;
        if (!TryReadLine(bytes, ref consumed, out var line))
        {
            return false;
        }
        if (bytes[line.Start] != '*')
        {
            return TryReadItem(bytes, line, ref consumed, items);
        }
        var count = Number(bytes[line][1..]);
        for (var at = 0; at < count; at++)
        {
            if (!TryReadLine(bytes, ref consumed, out line) || !TryReadItem(bytes, line, ref consumed, items))
            {
                return false;
            }
        }
        return true;
    }

    private static bool TryReadItem(ReadOnlySpan<byte> bytes, Range line, ref int consumed, List<Range> items)
    {
        var text = bytes[line];
        if (text[0] is (byte)'+' or (byte)':')
        {
            items.Add((line.Start.Value + 1)..line.End);
            return true;
        }
        if (text[0] != '$')
        {
            throw new InvalidOperationException($"Redis: {Encoding.UTF8.GetString(text)}");
        }
        var length = Number(text[1..]);
        if (length < 0)
        {
            items.Add(consumed..consumed);
            return true;
        }
        if (bytes.Length - consumed < length + EndLength)
        {
            return false;
        }
        items.Add(consumed..(consumed + length));
        consumed += length + EndLength;
        return true;
    }

    /// <summary>The next line, without its end.</summary>
    private static bool TryReadLine(ReadOnlySpan<byte> bytes, ref int consumed, out Range line)
    {
        var length = bytes[consumed..].IndexOf("\r\n"u8);
        line = consumed..(consumed + Math.Max(0, length));
        if (length < 0)
        {
            return false;
        }
        consumed += length + EndLength;
        return length > 0 ? true : throw new InvalidOperationException("Redis: an empty line");
    }

    private static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int number, out var used) && used == text.Length
            ? number
            : throw new InvalidOperationException($"Redis: no number: {Encoding.UTF8.GetString(text)}");
}
