using Instagram.Grains.Accounts;

namespace Instagram.Tests.Grains;

public sealed class SessionTokenTests
{
    [Fact]
    public void A_token_is_read_back_and_no_two_are_alike()
    {
        var (one, other) = (SessionToken.New(42), SessionToken.New(42));
        Assert.NotEqual(one.Text, other.Text);
        Assert.True(SessionToken.TryParse(one.Text, out var read));
        Assert.Equal(42, read.SessionId);
        Assert.Equal(one.Hash, read.Hash);
        Assert.Equal(43, one.Text.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA A")]
    [InlineData("ééééééééééééééééééééééééééééééééééééééééééé")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_is_no_token_is_not_read(string text) => Assert.False(SessionToken.TryParse(text, out _));
}
