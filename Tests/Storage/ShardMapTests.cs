using Instagram.Storage;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Instagram.Tests.Storage;

public sealed class ShardMapTests
{
    private const string One = "Host=one;Database=main";
    private const string Two = "Host=two;Database=main";

    private static readonly long Low = SnowflakeIds.FirstAt(DateTimeOffset.UnixEpoch, 5);
    private static readonly long High = SnowflakeIds.FirstAt(DateTimeOffset.UnixEpoch, 8000);

    [Fact]
    public void Without_a_map_everything_is_in_one_database()
    {
        using var shards = new ShardMap(One);

        Assert.Same(shards.Directory, shards.For(Low));
        Assert.True(shards.SameDatabase(Low, High));
        Assert.Same(shards.Directory, Assert.Single(shards.All));
        var slice = Assert.Single(shards.Split([High, Low]));
        Assert.Equal([High, Low], slice.Keys);
    }

    [Fact]
    public void A_map_sends_each_key_to_the_database_of_its_shard()
    {
        using var shards = new ShardMap(One, [new("0-4095", One), new("4096-8191", Two)]);

        Assert.Same(shards.Directory, shards.For(Low));
        Assert.NotSame(shards.Directory, shards.For(High));
        Assert.False(shards.SameDatabase(Low, High));
        Assert.Equal(2, shards.All.Count);
    }

    [Fact]
    public void Splitting_groups_keys_by_database_and_keeps_their_order()
    {
        using var shards = new ShardMap(One, [new("0-4095", One), new("4096-8191", Two)]);

        var slices = shards.Split([Low + 1, High, Low]);

        Assert.Equal(2, slices.Count);
        Assert.Equal([Low + 1, Low], slices.Single(slice => slice.Database == shards.For(Low)).Keys);
        Assert.Equal([High], slices.Single(slice => slice.Database == shards.For(High)).Keys);
        Assert.Empty(shards.Split([]));
    }

    [Fact]
    public void Two_spellings_of_one_connection_share_a_pool()
    {
        using var shards = new ShardMap(One, [new("0-8191", "Database=main;Host=one")]);

        Assert.Single(shards.All);
    }

    [Theory]
    [InlineData("0-4095", "names no database for shard 4096")]
    [InlineData("1-8191", "names no database for shard 0")]
    [InlineData("0-8191;17", "names shard 17 more than once")]
    [InlineData("0-8192", "'0-8192'")]
    [InlineData("8191-0", "'8191-0'")]
    [InlineData("all", "'all'")]
    [InlineData("", "''")]
    public void A_map_that_does_not_cover_every_shard_once_is_refused(string ranges, string complaint)
    {
        var map = ranges.Split(';').Select(range => KeyValuePair.Create(range, Two)).ToList();

        var refusal = Assert.Throws<InvalidOperationException>(() => new ShardMap(One, map));

        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_map_and_its_pools_come_from_the_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Main"] = One,
            ["Shards:Map:0-99"] = One,
            ["Shards:Map:100-8191"] = Two,
        }).Build();

        using var shards = ShardMap.From(
            configuration, new StorageOptions { MaxPoolSize = 7, CommandTimeoutSeconds = 3 });

        Assert.Equal(2, shards.All.Count);
        var pool = new NpgsqlConnectionStringBuilder(shards.For(High).ConnectionString);
        Assert.Equal("two", pool.Host);
        Assert.Equal(7, pool.MaxPoolSize);
        Assert.Equal(3, pool.CommandTimeout);
        Assert.True(pool.MaxAutoPrepare > 0);
    }

    [Fact]
    public void A_missing_connection_string_is_named() =>
        Assert.Contains(
            "ConnectionStrings:Main",
            Assert.Throws<InvalidOperationException>(
                () => ShardMap.From(new ConfigurationBuilder().Build(), new StorageOptions())).Message,
            StringComparison.Ordinal);
}
