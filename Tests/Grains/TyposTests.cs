using Instagram.Grains.Policies;

namespace Instagram.Tests.Grains;

public sealed class TyposTests
{
    [Theory]
    [InlineData("alice", "alice", 0)]
    [InlineData("alcie", "alice", 1)]
    [InlineData("alise", "alice", 1)]
    [InlineData("alce", "alice_b", 1)]
    [InlineData("aliice", "alice", 1)]
    [InlineData("lice", "alice", 1)]
    [InlineData("smiht", "anna_smith anna smith", 1)]
    [InlineData("alxxe", "alice", int.MaxValue)]
    [InlineData("photografer", "photographer", 2)]
    [InlineData("müler", "anna anna müller", 1)]
    [InlineData("bob", "", int.MaxValue)]
    public void Slips_are_counted_to_the_start_of_any_name(string text, string names, int expected) =>
        Assert.Equal(expected, Typos.Between(text, names));

    [Theory]
    [InlineData("The_SUN is—up, naïve 東京! #sun", "the_sun is up naïve 東京 sun")]
    [InlineData("don't 3.5 a.b", "don t 3 5 a b")]
    [InlineData("", "")]
    [InlineData("!?", "")]
    [InlineData("a A a", "a")]
    public void Words_are_of_any_script_in_lower_case_each_once(string text, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), SearchWords.Of(text));

    [Fact]
    public void A_long_word_is_cut_between_letters()
    {
        Assert.Equal(new string('a', SearchWords.MaxLength), Assert.Single(SearchWords.Of(new string('a', 2_200))));
        var cut = Assert.Single(SearchWords.Of("a" + string.Concat(Enumerable.Repeat("𝒜", 60))));
        Assert.Equal(SearchWords.MaxLength - 1, cut.Length);
    }
}
