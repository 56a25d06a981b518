using System.Security.Cryptography;
using Instagram.Storage.Objects;

namespace Instagram.Tests.Storage;

/// <summary>Uploads in parts, with S3's bounds.</summary>
public abstract partial class ObjectStoreContract
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);
    private static readonly byte[] Long = RandomNumberGenerator.GetBytes((int)ObjectParts.MinBytes);
    private static readonly byte[] Longer = RandomNumberGenerator.GetBytes((int)ObjectParts.MinBytes + 1);

    [StoreFact]
    public async Task Parts_become_one_object_in_the_order_of_their_numbers()
    {
        var upload = await Store.BeginParts("parts/1", "video/mp4");
        foreach (var (number, bytes) in new[] { (3, Cat), (1, Long), (2, Longer) })
        {
            Assert.True(await SendPart("parts/1", upload, number, bytes));
        }

        var parts = (await Store.ListParts("parts/1", upload))!;
        Assert.Equal(
            [(1, Long.Length), (2, Longer.Length), (3, Cat.Length)],
            parts.Select(part => (part.Number, (int)part.ByteSize)));
        Assert.Null(await Store.Head("parts/1"));
        Assert.Equal(PartsOutcome.Completed, await Store.CompleteParts("parts/1", upload, parts));

        byte[] whole = [.. Long, .. Longer, .. Cat];
        Assert.Equal(whole, await Read("parts/1"));
        Assert.Equal(Long.Length + Longer.Length + Cat.Length, (await Store.Head("parts/1"))!.ByteSize);
    }

    [StoreFact]
    public async Task A_single_part_may_be_small()
    {
        var upload = await Store.BeginParts("parts/small", "video/mp4");
        await SendPart("parts/small", upload, 1, Cat);

        await Complete("parts/small", upload);

        Assert.Equal(Cat, await Read("parts/small"));
    }

    [StoreFact]
    public async Task A_part_that_comes_again_replaces_the_one_before()
    {
        var upload = await Store.BeginParts("parts/2", "video/mp4");
        await SendPart("parts/2", upload, 1, Cat);
        var before = Assert.Single((await Store.ListParts("parts/2", upload))!);
        await SendPart("parts/2", upload, 1, Dog);

        Assert.Equal(PartsOutcome.InvalidPart, await Store.CompleteParts("parts/2", upload, [before]));
        await Complete("parts/2", upload);

        Assert.Equal(Dog, await Read("parts/2"));
    }

    [StoreFact]
    public async Task A_part_that_comes_many_times_at_once_is_whole()
    {
        var upload = await Store.BeginParts("parts/race", "video/mp4");
        var contents = Enumerable.Range(0, 8).Select(i => Enumerable.Repeat((byte)i, 50_000).ToArray()).ToList();

        await Task.WhenAll(contents.Select(content => SendPart("parts/race", upload, 1, content)));
        await Complete("parts/race", upload);

        var winner = await Read("parts/race");
        Assert.Contains(contents, content => content.AsSpan().SequenceEqual(winner));
    }

    [StoreFact]
    public async Task A_part_in_between_must_not_be_small()
    {
        var upload = await Store.BeginParts("parts/3", "video/mp4");
        await SendPart("parts/3", upload, 1, Cat);
        await SendPart("parts/3", upload, 2, Dog);
        var parts = (await Store.ListParts("parts/3", upload))!;

        Assert.Equal(PartsOutcome.TooSmall, await Store.CompleteParts("parts/3", upload, parts));
        Assert.Null(await Store.Head("parts/3"));
        Assert.Equal(2, (await Store.ListParts("parts/3", upload))!.Count);
    }

    [StoreFact]
    public async Task All_parts_that_are_there_in_ascending_order_become_an_object()
    {
        var upload = await Store.BeginParts("parts/4", "video/mp4");
        await SendPart("parts/4", upload, 1, Long);
        await SendPart("parts/4", upload, 2, Cat);
        var parts = (await Store.ListParts("parts/4", upload))!;

        foreach (var wrong in (IReadOnlyList<ObjectPart>[])
            [[], [parts[0]], [parts[1], parts[0]], [.. parts, parts[1] with { Number = 3 }], [parts[0], parts[0]]])
        {
            Assert.Equal(PartsOutcome.InvalidPart, await Store.CompleteParts("parts/4", upload, wrong));
        }
        Assert.Equal(PartsOutcome.Completed, await Store.CompleteParts("parts/4", upload, parts));
        byte[] whole = [.. Long, .. Cat];
        Assert.Equal(whole, await Read("parts/4"));
    }

    [StoreFact]
    public async Task After_its_completion_an_upload_is_over()
    {
        var upload = await Store.BeginParts("parts/5", "video/mp4");
        await SendPart("parts/5", upload, 1, Cat);
        var parts = (await Store.ListParts("parts/5", upload))!;
        await Complete("parts/5", upload);

        Assert.Equal(PartsOutcome.NoSuchUpload, await Store.CompleteParts("parts/5", upload, parts));
        Assert.Null(await Store.ListParts("parts/5", upload));
        Assert.False(await SendPart("parts/5", upload, 1, Dog));
        Assert.Equal(Cat, await Read("parts/5"));
    }

    [StoreFact]
    public async Task An_aborted_upload_is_over_and_makes_nothing()
    {
        var upload = await Store.BeginParts("parts/6", "video/mp4");
        await SendPart("parts/6", upload, 1, Cat);

        await Store.AbortParts("parts/6", upload);
        await Store.AbortParts("parts/6", upload);

        Assert.Null(await Store.ListParts("parts/6", upload));
        Assert.False(await SendPart("parts/6", upload, 1, Cat));
        Assert.Null(await Store.Head("parts/6"));
    }

    [StoreFact]
    public async Task Parts_leave_an_existing_object_as_it_is()
    {
        var upload = await Store.BeginParts("parts/7", "video/mp4");
        await SendPart("parts/7", upload, 1, Dog);
        await Store.Put("parts/7", Cat, "video/mp4");

        await Complete("parts/7", upload);

        Assert.Equal(Cat, await Read("parts/7"));
    }

    [StoreFact]
    public async Task Two_uploads_of_one_key_do_not_mix()
    {
        var (first, second) =
            (await Store.BeginParts("parts/8", "video/mp4"), await Store.BeginParts("parts/8", "video/mp4"));
        await SendPart("parts/8", first, 1, Cat);
        await SendPart("parts/8", second, 1, Dog);

        await Complete("parts/8", second);

        Assert.Equal(Dog, await Read("parts/8"));
        Assert.Single((await Store.ListParts("parts/8", first))!);
    }

    [StoreFact]
    public async Task Open_uploads_are_listed_with_their_start()
    {
        var open = await Store.BeginParts("open/1", "video/mp4");
        var over = await Store.BeginParts("open/2", "video/mp4");
        await Store.AbortParts("open/2", over);

        var listed = new List<PartsUpload>();
        await foreach (var upload in Store.ListPartsUploads())
        {
            listed.Add(upload);
        }

        var found = Assert.Single(listed, upload => upload.UploadId == open);
        Assert.Equal("open/1", found.Key);
        Assert.InRange(TimeProvider.System.GetUtcNow() - found.StartedAt, TimeSpan.FromMinutes(-1), Soon);
        Assert.DoesNotContain(listed, upload => upload.UploadId == over);
    }

    [StoreFact]
    public async Task A_part_is_no_object_and_no_other_size_than_its_address_says()
    {
        var upload = await Store.BeginParts("parts/9", "video/mp4");
        var put = await Store.PresignPart("parts/9", upload, 1, Cat.Length, Soon);

        Assert.False(await Send(put, Dog));
        Assert.Empty((await Store.ListParts("parts/9", upload))!);
        Assert.True(await Send(put, Cat));
        Assert.Empty(await Keys("parts/9"));
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(ObjectParts.MaxNumber + 1)]
    public async Task Parts_are_numbered_from_one_to_ten_thousand(int number)
    {
        var upload = await Store.BeginParts("parts/10", "video/mp4");

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Store.PresignPart("parts/10", upload, number, 1, Soon));
        Assert.True(await SendPart("parts/10", upload, ObjectParts.MaxNumber, Cat));
    }

    private async Task<bool> SendPart(string key, string upload, int number, byte[] bytes) =>
        await Send(await Store.PresignPart(key, upload, number, bytes.Length, Soon), bytes);

    private async Task Complete(string key, string upload) => Assert.Equal(
        PartsOutcome.Completed,
        await Store.CompleteParts(key, upload, (await Store.ListParts(key, upload))!));
}
