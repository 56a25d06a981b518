using Orleans.Runtime;

namespace Instagram.Embedded.Calls;

public abstract class GrainReference : IAddressable
{
    internal Engine Engine { get; set; } = null!;

    internal GrainId GrainId { get; set; }
}
