using FsCheck;
using FsCheck.Fluent;
using Instagram.ApiHost.Http;

namespace Instagram.Tests.Fuzz.Laws;

[Collection(LawGroup.Name)]
public sealed class CursorLaws(LawBook book)
{
    private static readonly Gen<long[]> Positions =
        Gen.Choose(1, 4).SelectMany(count => Gen.ArrayOf(Numbers.Longs, count));

    private static readonly Gen<(string Scope, long[] Position)> Places =
        from scope in Texts.Gens from position in Positions select (scope, position);

    [Fact]
    public void A_cursor_gives_back_what_went_into_it() => book.Holds(Places, place =>
        Assert.Equal(
            place.Position,
            Cursor.Decode(place.Scope, Cursor.Encode(place.Scope, place.Position), place.Position.Length)));

    [Fact]
    public void Any_text_is_a_cursor_of_these_very_numbers_or_none() => book.Holds(Texts.Any, text =>
    {
        for (var numbers = 1; numbers <= 4; numbers++)
        {
            Assert.True(
                Cursor.Decode("list", text, numbers) is not { } position || Cursor.Encode("list", position) == text);
        }
    });

    [Fact]
    public void A_cursor_opens_no_other_list_and_no_other_length() => book.Holds(
        from place in Places from other in Texts.Gens select (place, other),
        each =>
        {
            var cursor = Cursor.Encode(each.place.Scope, each.place.Position);
            Assert.True(each.other == each.place.Scope
                || System.Text.Encoding.UTF8.GetBytes(each.other).AsSpan()
                    .SequenceEqual(System.Text.Encoding.UTF8.GetBytes(each.place.Scope))
                || Cursor.Decode(each.other, cursor, each.place.Position.Length) is null);
            Assert.Null(Cursor.Decode(each.place.Scope, cursor, each.place.Position.Length + 1));
            Assert.Null(Cursor.Decode(each.place.Scope, cursor, each.place.Position.Length - 1));
        });

    [Fact]
    public void A_cursor_with_a_letter_changed_gone_or_more_is_none() => book.Holds(
        from place in Places
        let cursor = Cursor.Encode(place.Scope, place.Position)
        from at in Gen.Choose(0, cursor.Length - 1)
        from letter in Gen.Elements("ABz09-_=+/ é\0".ToCharArray())
        select (place, cursor, at, letter),
        each =>
        {
            var (scope, numbers) = (each.place.Scope, each.place.Position.Length);
            var changed = each.cursor.ToCharArray();
            changed[each.at] = each.letter;
            Assert.True(
                new string(changed) == each.cursor || Cursor.Decode(scope, new string(changed), numbers) is null);
            Assert.Null(Cursor.Decode(scope, each.cursor.Remove(each.at, 1), numbers));
            Assert.Null(Cursor.Decode(scope, each.cursor.Insert(each.at, $"{each.letter}"), numbers));
        });
}
