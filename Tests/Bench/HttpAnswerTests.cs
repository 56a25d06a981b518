using System.Text;
using Instagram.Bench.Load;

namespace Instagram.Tests.Bench;

/// <summary>An answer that ended too early or too late would be a latency of nothing.</summary>
public sealed class HttpAnswerTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", 200)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 200)]
    [InlineData("HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n", 204)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", 503)]
    public void An_answer_is_whole_with_its_last_byte_and_not_before(string wire, int expected)
    {
        var bytes = Encoding.ASCII.GetBytes(wire);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(HttpAnswer.IsWhole(bytes.AsSpan(0, length), out _), $"whole after {length} bytes");
        }
        Assert.True(HttpAnswer.IsWhole(bytes, out var status));
        Assert.Equal(expected, status);
    }

    [Fact]
    public void What_is_no_answer_is_refused() =>
        Assert.Throws<FormatException>(() => HttpAnswer.IsWhole("HTTP/1.1 what?\r\n\r\n"u8, out _));
}
