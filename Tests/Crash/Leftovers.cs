using Instagram.Grains.Media;
using Instagram.Storage.Media;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Instagram.Tests.Storage;

namespace Instagram.Tests.Crash;

/// <summary>What a crash may leave behind in the store and on the disk, and no sweep may.</summary>
internal sealed class Leftovers(World world) : IAsyncDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(2);

    private readonly ShardMap _shards = world.Connect();

    private string Objects => Path.Combine(world.DataDirectory, "objects");

    /// <summary>Of the purge of closed accounts too, which looks again when no upload's address is open.</summary>
    public Task OutboxDrains() => Deadline.Becomes(
        Deadline.Patience, () => new OutboxStore(_shards).Count(CancellationToken.None), left => left == 0);

    public async Task CountsEqualRows()
    {
        Assert.Equal(0, await Remains.WrongCounts(_shards));
        foreach (var account in world.Ledger.Accounts.Where(account => account.IsClosed))
        {
            Assert.Equal(
                ["usernames.user_id", "users.id"],
                await Remains.Of(long.Parse(account.Id, System.Globalization.CultureInfo.InvariantCulture), _shards));
        }
    }

    /// <summary>As if days had passed since.</summary>
    public async Task GrowOld()
    {
        await Remains.Age(Age, _shards);
        foreach (var file in Directory.EnumerateFileSystemEntries(Objects, "*", SearchOption.AllDirectories))
        {
            Directory.SetLastWriteTimeUtc(file, Directory.GetLastWriteTimeUtc(file) - Age);
        }
    }

    public async Task AreSwept()
    {
        await Deadline.Becomes(
            Deadline.Patience, Unnamed, unnamed => unnamed.Count == 0, "objects that no row names to be swept",
            unnamed => string.Join(' ', unnamed));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Objects, "unfinished")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Objects, "parts")));
    }

    public ValueTask DisposeAsync() => _shards.DisposeAsync();

    /// <summary>Objects without a row, and rows of uploads that nobody can go on with.</summary>
    private async Task<List<string>> Unnamed()
    {
        var keys = Directory.EnumerateFiles(Objects, "*~*", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file).Replace('~', '/')).ToList();
        var rows = await new MediaStore(_shards).FindMany(
            [.. keys.Select(MediaKeys.MediumOf).OfType<long>().Distinct()], CancellationToken.None);
        return
        [
            .. keys.Except(rows.SelectMany(MediaKeys.All)),
            .. rows.Where(row => row.Status == MediaStatus.Pending).Select(row => $"pending {row.Id}"),
        ];
    }
}
