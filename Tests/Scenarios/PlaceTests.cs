namespace Instagram.Tests.Scenarios;

/// <summary>Places are found by name and by nearness, as far as anyone may see what was posted there.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class PlaceTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_place_is_found_by_any_word_of_its_name_and_shows_its_posts()
    {
        var (alice, bob, word) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), SearchMembers.NewWord());
        var here = new { name = $"Café {word} Bridge", lat = 50.08, lng = 14.43 };
        var first = await bob.Says($"{word}1", here);
        var second = await bob.Says($"{word}2", here with { lat = 50.0801 });
        Assert.Equal(first.Location!.Id, second.Location!.Id);
        var place = new PlaceHitShape(first.Location.Id, $"Café {word} Bridge", 50.08, 14.43, 2);
        foreach (var text in new[] { word, $"{word} bri", $"CAFÉ {word}", $"cafe\u0301 {word}" })
        {
            await Eventually.Becomes(() => alice.FindsPlaces(text), found => found.SequenceEqual([place]));
        }
        Assert.Empty(await alice.FindsPlaces($"{word} tower"));
        Assert.Equal(
            [second.Id, first.Id],
            (await alice.All<PostShape>($"/api/v1/places/{place.Id}/posts", 1)).Select(post => post.Id));
    }

    [Fact]
    public async Task The_nearest_place_comes_first()
    {
        var (alice, word) = (await _product.SignUp("alice"), SearchMembers.NewWord());
        foreach (var (name, lat, lng) in new[] { ("far", 10.0, -179.5), ("near", -10.0, 179.9), ("away", 40.0, 20.0) })
        {
            await alice.Says($"{word}{name}", new { name = $"{word} {name}", lat, lng });
        }
        await Eventually.Becomes(() => alice.FindsPlaces(word), found => found.Count == 3);
        string[] expected = [$"{word} near", $"{word} far", $"{word} away"];
        var named = await alice.AllFound<PlaceHitShape>($"type=places&q={word}&near=-9,-179.9", 1);
        Assert.Equal(expected, named.Select(place => place.Name));
        var any = await alice.AllFound<PlaceHitShape>("type=places&near=-9,-179.9", 20);
        Assert.Equal(expected, any.Select(place => place.Name).Intersect(expected));
    }

    [Fact]
    public async Task A_place_that_only_hidden_posts_have_is_none()
    {
        var (alice, bob, carol, word) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("carol"),
                SearchMembers.NewWord());
        await carol.Follows(bob);
        var post = await bob.Says(word, new { name = $"Spot {word}", lat = 1.5, lng = 2.5 });
        var id = post.Location!.Id;
        await Eventually.Becomes(() => alice.FindsPlaces(word), found => found is [{ PostCount: 1 }]);

        await bob.BecomesPrivate();
        var never = (await alice.OpensPlace("123456789")).WithoutTrace();
        foreach (var reader in new[] { alice, carol, bob })
        {
            Assert.Empty(await reader.FindsPlaces(word));
            Assert.Equal(never, (await reader.OpensPlace(id)).WithoutTrace());
        }

        await bob.BecomesPublic();
        await Eventually.Becomes(() => alice.FindsPlaces(word), found => found is [{ PostCount: 1 }]);
        await bob.Shuns(alice);
        Assert.Empty(await alice.FindsPlaces(word));
        Assert.Equal(never, (await alice.OpensPlace(id)).WithoutTrace());
        Assert.Single(await carol.FindsPlaces(word));

        await bob.Deletes(post);
        Assert.Empty(await carol.FindsPlaces(word));
        Assert.Equal(never, (await carol.OpensPlace(id)).WithoutTrace());
    }
}
