using System.Buffers.Text;
using System.Text;

namespace Instagram.Bench.Load;

/// <summary>As much of HTTP/1.1 as tells where an answer ends.</summary>
internal static class HttpAnswer
{
    private const int StatusAt = 9;
    private const int NoContent = 204;

    /// <summary>
    /// Whether the bytes are one whole answer. One in chunks is taken for whole where a last chunk could end: what is
    /// asked for here is JSON, which holds no such line.
    /// </summary>
    /// <exception cref="FormatException">This is no answer.</exception>
    public static bool IsWhole(ReadOnlySpan<byte> bytes, out int status)
    {
        status = 0;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }
        var head = bytes[..(end + 2)];
        if (head.Length < StatusAt || !Utf8Parser.TryParse(head[StatusAt..], out status, out _))
        {
            throw new FormatException("An answer without a status.");
        }
        var body = bytes[(end + 4)..];
        return status == NoContent
            || (ContentLength(head) is { } length ? body.Length >= length : body.EndsWith("\r\n0\r\n\r\n"u8));
    }

    private static int? ContentLength(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length:"u8;
        foreach (var line in head.Split("\r\n"u8))
        {
            var text = head[line];
            if (text.Length > name.Length
                && Ascii.EqualsIgnoreCase(text[..name.Length], name)
                && Utf8Parser.TryParse(text[name.Length..].TrimStart((byte)' '), out int length, out _))
            {
                return length;
            }
        }
        return null;
    }
}
