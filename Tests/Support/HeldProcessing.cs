using Instagram.Grains.Media;

namespace Instagram.Tests.Support;

/// <summary>Keeps every picture of a product waiting to be processed until it is let go.</summary>
public sealed class HeldProcessing
{
    /// <summary>Makes the product process one picture at a time, so that one place is all there is to hold.</summary>
    public const string Setting = "Uploads:ProcessAtOnce=1";

    private readonly ProcessingSlots _slots;

    private HeldProcessing(ProcessingSlots slots) => _slots = slots;

    public static async Task<HeldProcessing> Of(Product product)
    {
        var slots = product.Service<ProcessingSlots>();
        await slots.Enter(CancellationToken.None);
        return new HeldProcessing(slots);
    }

    public void LetGo() => _slots.Leave();
}
