using Microsoft.Extensions.Options;

namespace Instagram.Grains.Media;

/// <summary>Bounds how many originals of this silo are in memory at once; those who wait hold no bytes.</summary>
public sealed class ProcessingSlots(IOptions<UploadOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.ProcessAtOnce);

    public Task Enter(CancellationToken ct) => _free.WaitAsync(ct);

    public void Leave() => _free.Release();

    public void Dispose() => _free.Dispose();
}
