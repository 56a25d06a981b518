using System.Text;
using Instagram.Bench.Textbook;

namespace Instagram.Tests.Bench;

/// <summary>Redis' answers, as they come off the wire: whole, in pieces, and one behind another.</summary>
public sealed class RespParserTests
{
    [Theory]
    [InlineData("+OK\r\n", "OK")]
    [InlineData(":42\r\n", "42")]
    [InlineData("$5\r\nhe\r\no\r\n", "he\r\no")]
    [InlineData("$-1\r\n", "")]
    [InlineData("*0\r\n")]
    [InlineData("*3\r\n$1\r\na\r\n$-1\r\n$2\r\nbc\r\n", "a", "", "bc")]
    public void Each_kind_of_reply_is_read(string wire, params string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(wire);
        var items = new List<Range>();

        Assert.True(RespParser.TryRead(bytes, items, out var consumed));

        Assert.Equal(bytes.Length, consumed);
        Assert.Equal(expected, items.Select(item => Encoding.UTF8.GetString(bytes[item])));
    }

    [Fact]
    public void A_reply_that_is_cut_anywhere_is_waited_for()
    {
        var bytes = "*2\r\n$3\r\nabc\r\n$10\r\n0123456789\r\n"u8.ToArray();
        var items = new List<Range>();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(RespParser.TryRead(bytes.AsSpan(0, length), items, out _), $"whole after {length} bytes");
        }
        Assert.True(RespParser.TryRead(bytes, items, out _));
    }

    [Fact]
    public void What_comes_behind_a_reply_is_left_for_the_next()
    {
        var bytes = "$1\r\na\r\n+OK\r\n"u8.ToArray();
        var items = new List<Range>();

        Assert.True(RespParser.TryRead(bytes, items, out var consumed));
        Assert.Equal(7, consumed);
        Assert.True(RespParser.TryRead(bytes.AsSpan(consumed), items, out consumed));
        Assert.Equal(5, consumed);
    }

    [Theory]
    [InlineData("-ERR wrong number of arguments\r\n")]
    [InlineData("$x\r\n")]
    [InlineData("*1\r\n*1\r\n")]
    [InlineData("\r\n")]
    public void A_refusal_or_nonsense_is_no_answer(string wire) =>
        Assert.Throws<InvalidOperationException>(
            () => RespParser.TryRead(Encoding.UTF8.GetBytes(wire), [], out _));
}
