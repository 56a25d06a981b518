namespace Instagram.Tests.Api;

/// <summary>A server that takes no videos, as one without ffmpeg.</summary>
public sealed class NoVideoTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start("Videos:Enabled=false");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Videos_are_refused_clearly_and_pictures_are_taken()
    {
        var bob = await _product.SignUp("bob");
        var refused = (await bob.Post("/api/v1/media/uploads", new { contentType = "video/mp4", byteSize = 10 }))
            .Problem(415, "unsupported_media");
        Assert.Equal("This server does not take videos.", refused.Detail);
        await bob.UploadsReady(Pictures.Sunset());
    }
}
