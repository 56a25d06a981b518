using Instagram.Grains.Policies;

namespace Instagram.Tests.Grains;

public sealed class CaptionTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("no tags here", "")]
    [InlineData("#one", "one")]
    [InlineData("#One #ONE #one", "one")]
    [InlineData("a #b, (#c) #d.", "b c d")]
    [InlineData("#a#b", "a")]
    [InlineData("##a", "a")]
    [InlineData("a##b", "")]
    [InlineData("mail#tag", "")]
    [InlineData("# space", "")]
    [InlineData("#", "")]
    [InlineData("#123", "")]
    [InlineData("#123a", "123a")]
    [InlineData("#snake_case #_x", "snake_case _x")]
    [InlineData("#Über #ÜBER", "über")]
    [InlineData("#東京 #Москва #مرحبا #हिन्दी", "東京 москва مرحبا हिन्दी")]
    [InlineData("🌅#sun 🌅", "sun")]
    [InlineData("#sun🌅set", "sun")]
    [InlineData("#𝒜bc", "𝒜bc")]
    [InlineData("line\n#one\n#two", "one two")]
    [InlineData("#a-b", "a")]
    [InlineData("#a\u200bb", "a")]
    [InlineData("\ud800#a", "a")]
    [InlineData("#a\ud800", "a")]
    public void Hashtags_are_words_of_any_script(string caption, string expected) =>
        Assert.Equal(Words(expected), CaptionText.Hashtags(caption));

    [Theory]
    [InlineData("@bob", "bob")]
    [InlineData("@Bob and @BOB", "bob")]
    [InlineData("with @bob.", "bob")]
    [InlineData("with @bob.b...", "bob.b")]
    [InlineData("(@bob_1)", "bob_1")]
    [InlineData("me@example.org", "")]
    [InlineData("@ab", "")]
    [InlineData("@abcdefghijklmnopqrstuvwxyz01234", "")]
    [InlineData("@abcdefghijklmnopqrstuvwxyz0123", "abcdefghijklmnopqrstuvwxyz0123")]
    [InlineData("@@bob", "bob")]
    [InlineData("@émile", "")]
    [InlineData("🌅@bob🌅", "bob")]
    [InlineData("@bob@carol", "bob")]
    [InlineData("#tag @bob #tag2 @carol", "bob carol")]
    public void Mentions_are_usernames(string caption, string expected) =>
        Assert.Equal(Words(expected), CaptionText.Mentions(caption));

    [Fact]
    public void A_caption_has_at_most_thirty_hashtags_and_twenty_mentions()
    {
        var caption = string.Join(' ', Enumerable.Range(0, 50).Select(i => $"#tag{i} @name{i}"));
        Assert.Equal(30, CaptionText.Hashtags(caption).Count);
        Assert.Equal(20, CaptionText.Mentions(caption).Count);
        Assert.Equal("tag0", CaptionText.Hashtags(caption)[0]);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(101, 0)]
    public void A_hashtag_has_at_most_100_characters(int length, int expected) =>
        Assert.Equal(expected, CaptionText.Hashtags("#" + new string('a', length)).Count);

    [Fact]
    public void Any_text_can_be_read()
    {
        var random = new Random(7);
        const string Letters = "#@a.é_ 1\ud83c\udf05\u0301\u200d\n";
        for (var round = 0; round < 5_000; round++)
        {
            var caption = string.Concat(Enumerable.Range(0, random.Next(0, 40))
                .Select(_ => Letters[random.Next(Letters.Length)]));
            Assert.All(CaptionText.Hashtags(caption), tag => Assert.InRange(tag.Length, 1, 100));
            Assert.All(CaptionText.Mentions(caption), name => Assert.InRange(name.Length, 3, 30));
        }
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
