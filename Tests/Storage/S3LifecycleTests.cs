using System.Text;
using Instagram.Storage.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Storage;

/// <summary>The rules do what they say, on a server whose days are short.</summary>
public sealed class S3LifecycleTests
{
    private const int DaySeconds = 2;

    [S3Fact]
    public async Task What_is_left_behind_is_removed_and_what_counts_stays()
    {
        await using var server = await RgwServer.Start(DaySeconds);
        var options = TestS3.Bucket(server);
        (options.AbortPartsAfterDays, options.ExpireUploadsAfterDays) = (1, 1);
        using var bucket = new ObjectBucket(options, TimeProvider.System);
        await new S3Start(bucket, NullLogger<S3Start>.Instance).StartAsync(CancellationToken.None);
        var store = new S3ObjectStore(bucket);
        var photo = Encoding.ASCII.GetBytes("a photo");
        foreach (var key in new[] { "uploads/1", "originals/1/hash", "media/1/small.webp" })
        {
            await store.Put(key, photo, "image/webp");
        }
        var upload = await store.BeginParts("uploads/2", "video/mp4");

        await Eventually.Holds(async () => await store.Head("uploads/1") is null
            && await store.ListParts("uploads/2", upload) is null);

        Assert.Equal(
            ["media/1/small.webp", "originals/1/hash"],
            await store.List("").Select(found => found.Key).Order().ToListAsync());
    }
}
