namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class SearchInputTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("", "type", "q")]
    [InlineData("type=users", "q")]
    [InlineData("q=a", "type")]
    [InlineData("type=&q=a", "type")]
    [InlineData("type=people&q=a", "type")]
    [InlineData("type=users&type=posts&q=a", "type")]
    [InlineData("type=users&q=", "q")]
    [InlineData("type=posts&q=%20%09", "q")]
    [InlineData("type=hashtags&q=%23", "q")]
    [InlineData("type=users&q=a%00b", "q")]
    [InlineData("type=places", "q")]
    [InlineData("type=places&q=&near=1,2", "q")]
    [InlineData("type=places&near=", "near")]
    [InlineData("type=places&near=1", "near")]
    [InlineData("type=places&near=1,2,3", "near")]
    [InlineData("type=places&near=90.1,0", "near")]
    [InlineData("type=places&near=0,-180.1", "near")]
    [InlineData("type=places&near=NaN,0", "near")]
    [InlineData("type=places&near=1e1,0", "near")]
    [InlineData("type=places&q=a&near=here", "near")]
    [InlineData("type=users&q=a&limit=0", "limit")]
    [InlineData("type=users&q=a&limit=101", "limit")]
    [InlineData("type=users&q=a&cursor=x", "cursor")]
    [InlineData("type=hashtags&q=a&cursor=", "cursor")]
    public async Task What_makes_no_search_is_400_and_says_why(string query, params string[] fields)
    {
        var bob = await _product.SignUp("bob");
        (await bob.SearchesRaw(query)).Invalid(fields);
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(101, 400)]
    public async Task A_query_has_at_most_100_characters(int length, int expected)
    {
        var bob = await _product.SignUp("bob");
        foreach (var type in new[] { "users", "hashtags", "places", "posts" })
        {
            (await bob.SearchesRaw($"type={type}&q={new string('z', length)}")).Is(expected);
        }
    }

    [Theory]
    [InlineData(1, int.MinValue, 1)]
    [InlineData(2, 1, long.MinValue)]
    [InlineData(1, 1L << 40, 1)]
    [InlineData(-1, 1, 1)]
    [InlineData(3, 1, 1)]
    public async Task A_place_that_no_search_has_come_to_is_no_cursor(long rank, long followers, long user)
    {
        var bob = await _product.SignUp("bob");
        var cursor = Instagram.ApiHost.Http.Cursor.Encode($"search:{bob.Id}:users::bob", rank, followers, user);
        (await bob.SearchesRaw($"type=users&q=bob&cursor={cursor}")).Invalid("cursor");
    }

    [Fact]
    public async Task Any_text_can_be_looked_for()
    {
        var bob = await _product.SignUp("bob");
        string[] texts =
        [
            "'", "\\", "\\'", "a'b", "a\\", ":*", "a:*", "a & !b | (c", "%", "_", "a_b.c", "<->", "\"", "$1", "@p0",
            "🌅", "\u0301", "e\u0301", "\u200d", "\ufdfa", "\uffff", "\u202eabc", "İstanbul", "ﬁ", "ß", "\u0130\u0307",
            string.Concat(Enumerable.Repeat("\u1112\u1161\u11ab", 33)), string.Concat(Enumerable.Repeat("𝒜", 50)),
            string.Join(' ', Enumerable.Range(0, 30).Select(i => (char)('a' + (i % 26)))), "#\u0301", "@@@a", "a@b",
        ];
        foreach (var text in texts)
        {
            foreach (var type in new[] { "users", "hashtags", "places", "posts" })
            {
                (await bob.SearchesRaw($"type={type}&q={Uri.EscapeDataString(text)}")).Is(200);
            }
            (await bob.OpensHashtag(text)).NotFound();
        }
        (await bob.OpensHashtag(new string('a', 101))).NotFound();
        (await bob.OpensHashtag(new string('a', 2_000))).NotFound();
    }

    [Fact]
    public async Task A_spot_may_be_anywhere_on_earth()
    {
        var bob = await _product.SignUp("bob");
        foreach (var near in new[] { "90,180", "-90,-180", "0,0", "+1.5,%20-2.25" })
        {
            (await bob.SearchesRaw($"type=places&near={near}")).Is(200);
            (await bob.SearchesRaw($"type=places&q=bridge&near={near}")).Is(200);
        }
    }
}
