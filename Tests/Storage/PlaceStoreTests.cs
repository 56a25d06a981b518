using Instagram.Storage.Places;

namespace Instagram.Tests.Storage;

public sealed class PlaceStoreTests : IAsyncLifetime
{
    private const double Lat = 50.0616;
    private const double Lng = 19.9373;
    private const double DegreesOf90Metres = 90.0 / 111_195;
    private const double DegreesOf110Metres = 110.0 / 111_195;

    private StoreWorld _world = null!;
    private PlaceStore _places = null!;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.OneDatabase();
        _places = new PlaceStore(_world.Shards);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData("Rynek", 0, 0, true)]
    [InlineData("  rYNEK ", 0, 0, true)]
    [InlineData("Rynek", DegreesOf90Metres, 0, true)]
    [InlineData("Rynek", DegreesOf110Metres, 0, false)]
    [InlineData("Rynek", 0, 1.9 * DegreesOf90Metres, false)]
    [InlineData("Rynek", 0, 1.7 * DegreesOf90Metres, true)]
    [InlineData("Sukiennice", 0, 0, false)]
    public async Task The_same_name_within_a_hundred_metres_is_the_same_place(
        string name, double north, double east, bool same)
    {
        // A degree of longitude is 0.642 of one of latitude here.
        var first = await Find("Rynek", Lat, Lng);

        var second = await Find(name, Lat + north, Lng + east);

        Assert.Equal(same, first.Id == second.Id);
    }

    [Fact]
    public async Task People_who_tag_a_new_place_at_once_make_one()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Find("Rynek", Lat, Lng))));

        Assert.Single(found.Select(place => place.Id).Distinct());
    }

    private Task<Instagram.Storage.Posts.PlaceRow> Find(string name, double lat, double lng) =>
        _places.FindOrCreate(name, lat, lng, _world.Ids.NextOnRandomShard(), default);
}
