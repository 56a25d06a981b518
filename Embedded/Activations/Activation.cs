using Orleans.Runtime;
namespace Instagram.Embedded.Activations;
internal sealed class Activation
{
    internal Engine Engine => throw new NotSupportedException();
    internal GrainId Id { get; init; }
    internal IServiceProvider Services => throw new NotSupportedException();
    internal void Deactivate(DeactivationReason reason) => throw new NotSupportedException(reason.ToString());
    internal void DelayCollection(TimeSpan span) => throw new NotSupportedException(span.ToString());
}
