namespace Instagram.Tests.Security;

public sealed class SecurityFixture : IAsyncLifetime
{
    public Product Product { get; private set; } = null!;

    public Member Moderator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Product = await Product.Start(Moderating.Setting);
        Moderator = await Product.SignUpModerator();
    }

    public async Task DisposeAsync() => await Product.DisposeAsync();
}
