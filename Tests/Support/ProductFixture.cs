namespace Instagram.Tests.Support;

/// <summary>One product for many tests: they sign up accounts of their own and count nothing in total.</summary>
public sealed class ProductFixture : IAsyncLifetime
{
    private Product? _product;

    public Product Product => _product!;

    public async Task InitializeAsync() => _product = await Product.Start();

    public async Task DisposeAsync()
    {
        if (_product is not null)
        {
            await _product.DisposeAsync();
        }
    }
}
