using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Instagram.ApiHost.Http;
using Instagram.ApiHost.Posts;
using Instagram.ApiHost.Search;
using Microsoft.AspNetCore.Http;

namespace Instagram.Tests.Fuzz.Laws;

[Collection(LawGroup.Name)]
public sealed class InputLaws(LawBook book)
{
    private static readonly JsonSerializerOptions Json = Made();

    [Fact]
    public void A_place_is_on_earth() => book.Holds(
        from name in Texts.Gens from lat in Numbers.Doubles from lng in Numbers.Doubles select (name, lat, lng),
        each =>
        {
            var checks = new Checks();
            var place = PostInput.CheckPlace(checks, new LocationRequest(each.name, each.lat, each.lng));
            Assert.Equal(checks.Failed, place is null);
            Assert.True(place is null || (Math.Abs(place.Lat) <= 90 && Math.Abs(place.Lng) <= 180
                && place.Name.Length is >= 1 and <= 100 && Checks.IsStorable(place.Name)));
        });

    [Fact]
    public void A_spot_in_an_address_is_on_earth_or_none() => book.Holds(
        Gen.OneOf(
            Texts.Gens,
            from lat in Numbers.Doubles from lng in Numbers.Doubles
            select string.Create(CultureInfo.InvariantCulture, $"{lat},{lng}")),
        near =>
        {
            var spot = new SearchRequest("a", "places", near).Spot();
            Assert.True(spot is not { } at || (Math.Abs(at.Lat) <= 90 && Math.Abs(at.Lng) <= 180));
        }, 2_000);

    [Fact]
    public void A_key_is_at_most_64_printable_characters() => book.Holds(Texts.Any, text =>
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["Idempotency-Key"] = text;
        var checks = new Checks();
        var key = OncePerKey.Check(checks, http);
        Assert.Equal(text.Length > 0 ? text : null, key);
        Assert.Equal(
            text.Length <= 64 && text.All(letter => char.IsAscii(letter) && !char.IsControl(letter) && letter != ' '),
            !checks.Failed);
    });

    [Fact]
    public void A_page_has_1_to_100_things_whatever_is_asked_for() => book.Holds(
        Arb.From(Gen.OneOf(Texts.Gens, Numbers.Longs.Select(number => $"{number}")), Texts.Shrink),
        async text =>
        {
            var http = new DefaultHttpContext();
            http.Request.QueryString = QueryString.Create("limit", text);
            var paging = await Paging.BindAsync(http, null!);
            var checks = new Checks();
            paging.Check(checks, "list");
            Assert.InRange(paging.Limit, 1, 100);
            Assert.True(checks.Failed || int.Parse(text, CultureInfo.InvariantCulture) == paging.Limit);
        });

    [Fact]
    public void A_time_comes_back_to_the_millisecond_it_was_written_in() => book.Holds(
        from ticks in Numbers.Ids.Select(number => number % (DateTime.MaxValue.Ticks - (2 * TimeSpan.TicksPerDay)))
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        select new DateTimeOffset(ticks + TimeSpan.TicksPerDay, TimeSpan.FromMinutes(minutes)),
        time =>
        {
            var text = JsonSerializer.Serialize(time, Json);
            Assert.Matches("^\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z\"$", text);
            var read = JsonSerializer.Deserialize<DateTimeOffset>(text, Json);
            Assert.Equal(time.ToUnixTimeMilliseconds(), read.ToUnixTimeMilliseconds());
            Assert.Equal(text, JsonSerializer.Serialize(read, Json));
        });

    private static JsonSerializerOptions Made()
    {
        var made = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        made.Converters.Add(new TimestampConverter());
        return made;
    }
}
