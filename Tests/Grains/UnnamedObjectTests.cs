using Instagram.Grains.Media;
using Instagram.Storage.Objects;

namespace Instagram.Tests.Grains;

/// <summary>Objects that no row names.</summary>
public sealed class UnnamedObjectTests : IAsyncLifetime
{
    private static readonly TimeSpan Old = TimeSpan.FromHours(25);

    private readonly ShiftedTime _time = new();
    private Product _product = null!;

    private IObjectStore Objects => _product.Service<IObjectStore>();

    public async Task InitializeAsync() => _product = await Product.Start(_time);

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Old_ones_go_and_what_is_named_or_young_stays()
    {
        var alice = await _product.SignUp("alice");
        var post = await alice.Posts(Pictures.Sunset());
        await alice.UploadsReady(Pictures.Sunset(seed: 1));
        var stale = new[]
        {
            "uploads/12345", "media/12345/small-00.webp", $"media/{post.Media[0].Id}/small-00.webp",
        };
        await Put(stale);
        _time.PutForward(Old);
        await Put("media/12346/small-00.webp");

        Assert.Equal(stale.Length, await Sweep());

        foreach (var key in stale)
        {
            Assert.Null(await Objects.Head(key));
        }
        Assert.NotNull(await Objects.Head("media/12346/small-00.webp"));
        await alice.Renews();
        await alice.Sees(post);
        Assert.Equal(0, await Sweep());
    }

    [Fact]
    public async Task Where_most_would_go_nothing_does()
    {
        var alice = await _product.SignUp("alice");
        await alice.UploadsReady(Pictures.Sunset());
        var keys = Enumerable.Range(0, 20).Select(number => $"media/{1000 + number}/small-00.webp").ToArray();
        await Put(keys);
        _time.PutForward(Old);

        Assert.Equal(0, await Sweep());

        foreach (var key in keys)
        {
            Assert.NotNull(await Objects.Head(key));
        }
    }

    private Task<int> Sweep() => _product.Service<UnnamedObjects>().Remove(CancellationToken.None);

    private async Task Put(params string[] keys)
    {
        foreach (var key in keys)
        {
            await Objects.Put(key, new byte[] { 1, 2, 3 }, "image/webp");
        }
    }
}
