using Instagram.Storage.Shards;

namespace Instagram.Tests.Scenarios;

/// <summary>The index is one for people of every database; a block between two of them parts them at once.</summary>
public sealed class SearchInTwoDatabasesTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start(
        $"Shards:Map:0-4095={await TestPostgres.NewDatabase()}",
        $"Shards:Map:4096-8191={await TestPostgres.NewDatabase()}");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task People_of_two_databases_find_each_other_until_one_blocks_or_hides()
    {
        var word = SearchMembers.NewWord();
        var (low, high) = (await SignUpOn(upper: false), await SignUpOn(upper: true));
        foreach (var author in new[] { low, high })
        {
            await author.Says($"#{word}", new { name = word, lat = 1, lng = 1 });
        }
        foreach (var (reader, other) in new[] { (low, high), (high, low) })
        {
            await Eventually.Becomes(() => reader.FindsHashtags(word), found => found is [{ PostCount: 2 }]);
            Assert.Equal(2, (await reader.FindsPosts(word)).Count);
            Assert.Equal([other.Username], await reader.FindsPeople(other.Username));
        }

        await high.Shuns(low);
        foreach (var (reader, other) in new[] { (low, high), (high, low) })
        {
            Assert.Equal(1, Assert.Single(await reader.FindsHashtags(word)).PostCount);
            Assert.Equal(1, Assert.Single(await reader.FindsPlaces(word)).PostCount);
            Assert.Equal(reader.Id, Assert.Single(await reader.FindsPosts(word)).Author.Id);
            Assert.DoesNotContain(other.Username, await reader.FindsPeople(other.Username));
        }

        await high.Forgives(low);
        Assert.Equal(2, Assert.Single(await low.FindsHashtags(word)).PostCount);
        await high.BecomesPrivate();
        Assert.Equal(1, Assert.Single(await low.FindsHashtags(word)).PostCount);
    }

    private async Task<Member> SignUpOn(bool upper)
    {
        while (true)
        {
            var member = await _product.SignUp(upper ? "high" : "low");
            if (ShardId.Of(member.Number) >= 4096 == upper)
            {
                return member;
            }
        }
    }
}
