using System.Security.Cryptography;
using System.Text;
using Instagram.Storage.Objects;

namespace Instagram.Tests.Storage;

/// <summary>What every object store keeps to. A store's tests derive from it and may add their own.</summary>
public abstract partial class ObjectStoreContract
{
    private static readonly byte[] Cat = Encoding.ASCII.GetBytes("a picture of a cat");
    private static readonly byte[] Dog = Encoding.ASCII.GetBytes("one of a dog");

    protected abstract IObjectStore Store { get; }

    /// <summary>As a client sends them: whether the store took the bytes.</summary>
    protected abstract Task<bool> Send(PresignedPut put, byte[] bytes);

    [StoreFact]
    public async Task What_was_put_is_read_back()
    {
        await Store.Put("media/1/large.webp", Cat, "image/webp");

        Assert.Equal(Cat, await Read("media/1/large.webp"));
        var info = await Store.Head("media/1/large.webp");
        Assert.Equal("media/1/large.webp", info!.Key);
        Assert.Equal(Cat.Length, info.ByteSize);
    }

    [StoreFact]
    public async Task An_object_can_be_empty_or_large()
    {
        var large = RandomNumberGenerator.GetBytes(3_000_001);

        await Store.Put("empty", Array.Empty<byte>(), "image/webp");
        await Store.Put("large", large, "image/webp");

        Assert.Empty(await Read("empty") ?? [1]);
        Assert.Equal(large, await Read("large"));
    }

    [StoreFact]
    public async Task What_is_too_large_for_memory_is_put_from_a_stream()
    {
        var large = RandomNumberGenerator.GetBytes(3_000_001);
        using var stream = new MemoryStream(large);
        stream.Position = 1;

        await Store.Put("streamed", stream, "video/mp4");
        await Store.Put("streamed", new MemoryStream(Cat), "video/mp4");

        Assert.Equal(large[1..], await Read("streamed"));
    }

    [StoreFact]
    public async Task What_is_not_there_is_null()
    {
        Assert.Null(await Store.Head("media/2"));
        Assert.Null(await Store.OpenRead("media/2"));
    }

    [StoreFact]
    public async Task An_object_is_written_once()
    {
        await Store.Put("media/3", Cat, "image/webp");
        await Store.Put("media/3", Dog, "image/webp");

        Assert.Equal(Cat, await Read("media/3"));
    }

    [StoreFact]
    public async Task Of_many_writers_at_once_one_wins_whole()
    {
        var contents = Enumerable.Range(0, 16).Select(i => Enumerable.Repeat((byte)i, 50_000).ToArray()).ToList();

        await Task.WhenAll(contents.Select(content => Store.Put("media/race", content, "image/webp")));

        var winner = await Read("media/race");
        Assert.Contains(contents, content => content.AsSpan().SequenceEqual(winner));
    }

    [StoreFact]
    public async Task A_reader_can_seek()
    {
        await Store.Put("media/4", Cat, "image/webp");

        await using var stream = (await Store.OpenRead("media/4"))!;

        Assert.True(stream.CanSeek);
        Assert.Equal(Cat.Length, stream.Length);
        stream.Position = 2;
        var part = new byte[7];
        await stream.ReadExactlyAsync(part);
        Assert.Equal("picture", Encoding.ASCII.GetString(part));
    }

    [StoreFact]
    public async Task A_copy_is_an_object_of_its_own()
    {
        await Store.Put("uploads/5", Cat, "image/jpeg");

        Assert.True(await Store.Copy("uploads/5", "originals/5"));
        await Store.Delete("uploads/5");

        Assert.Equal(Cat, await Read("originals/5"));
        Assert.Null(await Store.Head("uploads/5"));
    }

    [StoreFact]
    public async Task Copying_leaves_an_existing_target()
    {
        await Store.Put("uploads/6", Cat, "image/jpeg");
        await Store.Put("originals/6", Dog, "image/jpeg");

        Assert.True(await Store.Copy("uploads/6", "originals/6"));

        Assert.Equal(Dog, await Read("originals/6"));
    }

    [StoreFact]
    public async Task Copying_what_is_not_there_is_false_and_makes_nothing()
    {
        Assert.False(await Store.Copy("uploads/7", "originals/7"));
        Assert.Null(await Store.Head("originals/7"));
    }

    [StoreFact]
    public async Task Deleting_twice_is_harmless()
    {
        await Store.Put("media/8", Cat, "image/webp");

        await Store.Delete("media/8");
        await Store.Delete("media/8");

        Assert.Null(await Store.Head("media/8"));
    }

    [StoreFact]
    public async Task A_deleted_key_can_be_written_again()
    {
        await Store.Put("media/9", Cat, "image/webp");
        await Store.Delete("media/9");
        await Store.Put("media/9", Dog, "image/webp");

        Assert.Equal(Dog, await Read("media/9"));
    }

    [StoreFact]
    public async Task A_list_has_what_starts_with_its_prefix()
    {
        foreach (var key in (string[])["list/a/1", "list/a/2", "list/ab", "list/b", "listing"])
        {
            await Store.Put(key, Cat, "image/webp");
        }

        Assert.Equal(["list/a/1", "list/a/2"], await Keys("list/a/"));
        Assert.Equal(["list/a/1", "list/a/2", "list/ab"], await Keys("list/a"));
        Assert.Equal(["list/a/1", "list/a/2", "list/ab", "list/b"], await Keys("list/"));
        Assert.Empty(await Keys("nothing/"));
    }

    [StoreTheory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../secret")]
    [InlineData("media/../../secret")]
    [InlineData("media/./x")]
    [InlineData("media/.hidden")]
    [InlineData("media//x")]
    [InlineData("media/")]
    [InlineData("Media/x")]
    [InlineData("media/x y")]
    [InlineData("media~x")]
    [InlineData("media\0x")]
    [InlineData("mädia")]
    public async Task A_key_that_is_none_is_refused_everywhere(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Put(key, Cat, "image/webp"));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Head(key));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenRead(key));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Copy(key, "media/x"));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Copy("media/x", key));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Delete(key));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Store.PresignPut(key, new PutTerms("image/png", 1, null), TimeSpan.FromMinutes(1)));
    }

    [StoreFact]
    public async Task A_key_may_have_two_hundred_characters_and_no_more()
    {
        var longest = new string('k', ObjectKey.MaxLength);

        await Store.Put(longest, Cat, "image/webp");

        Assert.Equal(Cat, await Read(longest));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Head(longest + "k"));
    }

    protected async Task<byte[]?> Read(string key)
    {
        await using var stream = await Store.OpenRead(key);
        if (stream is null)
        {
            return null;
        }
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task<List<string>> Keys(string prefix)
    {
        var keys = new List<string>();
        await foreach (var found in Store.List(prefix))
        {
            keys.Add(found.Key);
        }
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }
}
