using Instagram.Embedded.Activations;
using Instagram.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base class of grains. One instance serves one <see cref="GrainId"/>, one turn at a time.</summary>
public abstract class Grain : IAddressable
{
    private readonly Activation? activation = TurnContext.Current?.Activation;

    protected IGrainFactory GrainFactory => Activation.Engine.Factory;

    protected internal IServiceProvider ServiceProvider => Activation.Services;

    internal Activation Activation => activation
        ?? throw new InvalidOperationException($"{GetType().Name} was not created by the engine and has no identity.");

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Ends this activation after the running requests; what waits goes to a fresh one.</summary>
    protected void DeactivateOnIdle() => Activation.Deactivate(
        new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called"));

    /// <summary>Keeps this activation from idle collection for a while; a negative span takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayCollection(timeSpan);
}
