using System.Buffers;
using System.Buffers.Text;

namespace Instagram.Bench.Textbook;

/// <summary>Writes commands as Redis wants them: an array of bulks of bytes.</summary>
internal static class RespCommand
{
    private const int LongestNumber = 20;

    /// <summary>As many arguments must follow.</summary>
    public static void Begin(IBufferWriter<byte> output, int arguments) => Header(output, (byte)'*', arguments);

    public static void Argument(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes) => Argument(output, bytes, []);

    /// <summary>One argument that is made of two.</summary>
    public static void Argument(IBufferWriter<byte> output, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Header(output, (byte)'$', first.Length + second.Length);
        output.Write(first);
        output.Write(second);
        output.Write("\r\n"u8);
    }

    public static void Argument(IBufferWriter<byte> output, ReadOnlySpan<byte> first, long second)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        Utf8Formatter.TryFormat(second, digits, out var written);
        Argument(output, first, digits[..written]);
    }

    private static void Header(IBufferWriter<byte> output, byte kind, int number)
    {
        var span = output.GetSpan(LongestNumber + 3);
        span[0] = kind;
        Utf8Formatter.TryFormat(number, span[1..], out var written);
        "\r\n"u8.CopyTo(span[(1 + written)..]);
        output.Advance(1 + written + 2);
    }
}
