using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Instagram.ApiHost.Http;
using Instagram.Grains.Policies;

namespace Instagram.Tests.Fuzz.Laws;

[Collection(LawGroup.Name)]
public sealed class TextLaws(LawBook book)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    [Fact]
    public void Hashtags_stand_in_the_caption_and_are_found_again_alone() => book.Holds(Texts.Any, caption =>
    {
        var tags = CaptionText.Hashtags(caption);
        Assert.True(tags.Count <= CaptionText.MaxHashtags);
        Assert.Equal(tags.Distinct(), tags);
        foreach (var tag in tags)
        {
            Assert.InRange(tag.Length, 1, CaptionText.MaxHashtagLength);
            Assert.Contains($"#{tag}", caption.ToLowerInvariant(), StringComparison.Ordinal);
            Assert.Equal([tag], CaptionText.Hashtags($"#{tag}"));
            Assert.True(Checks.IsStorable(tag));
        }
    }, 3_000);

    [Fact]
    public void Mentions_are_names_that_stand_in_the_caption() => book.Holds(Texts.Any, caption =>
    {
        var names = CaptionText.Mentions(caption);
        Assert.True(names.Count <= CaptionText.MaxMentions);
        foreach (var name in names)
        {
            Assert.Matches("^[a-z0-9_.]{3,30}$", name);
            Assert.Contains($"@{name}", caption.ToLowerInvariant(), StringComparison.Ordinal);
            Assert.Equal([name], CaptionText.Mentions($"@{name}"));
        }
    }, 3_000);

    [Fact]
    public void A_text_twice_as_long_is_not_read_four_times_as_long() => book.Holds(
        Gen.Elements(Texts.Pieces.Where(piece => piece.Length > 0).ToArray()),
        piece =>
        {
            var text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
            var started = Stopwatch.GetTimestamp();
            Assert.NotNull(CaptionText.Hashtags(text));
            Assert.NotNull(CaptionText.Mentions(text));
            Assert.NotNull(SearchWords.Of(text));
            // What is linear takes milliseconds; what is not takes minutes.
            Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 20);
        }, 100);

    [Fact]
    public void Words_are_short_whole_and_each_there_once() => book.Holds(Texts.Any, text =>
    {
        var words = SearchWords.Of(text);
        Assert.Equal(words.Distinct(), words);
        Assert.All(words, word =>
        {
            Assert.InRange(word.Length, 1, SearchWords.MaxLength);
            Assert.False(char.IsHighSurrogate(word[^1]));
            Assert.Equal([word], SearchWords.Of(word));
        });
    }, 3_000);

    [Fact]
    public void A_name_is_no_slip_from_itself() => book.Holds(
        from text in Texts.Gens from other in Texts.Gens select (Text: text[..Math.Min(100, text.Length)], other),
        each =>
        {
            var slips = Typos.Between(each.Text, each.other[..Math.Min(100, each.other.Length)]);
            Assert.True(slips == int.MaxValue || slips <= Typos.Allowed(each.Text));
            Assert.True(each.Text.Length == 0 || Typos.Between(each.Text, each.Text) == 0);
        });

    [Fact]
    public void What_is_stored_is_what_any_reader_of_unicode_reads() => book.Holds(Texts.Any, text =>
        Assert.Equal(
            IsUnicode(text) && !text.Contains('\0', StringComparison.Ordinal), Checks.IsStorable(text)), 3_000);

    [Fact]
    public void A_limit_counts_what_is_given() => book.Holds(
        from text in Texts.Gens from limit in Gen.Choose(0, 3_000) select (text, limit),
        each =>
        {
            var checks = new Checks();
            checks.OptionalText("field", each.text, each.limit);
            Assert.Equal(each.text.Length > each.limit || !Checks.IsStorable(each.text), checks.Failed);
        });

    private static bool IsUnicode(string text)
    {
        try
        {
            return Strict.GetString(Strict.GetBytes(text)) == text;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
