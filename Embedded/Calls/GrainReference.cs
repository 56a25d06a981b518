using System.ComponentModel;
using Orleans.Runtime;

namespace Instagram.Embedded.Calls;

/// <summary>Base of the generated proxies. Two references are equal when they name the same grain.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal Engine Engine { get; set; } = null!;

    internal GrainId GrainId { get; set; }

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => GrainId.ToString();

    protected Task<TResult> Send<TResult>(Call<TResult> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Engine.Send(call, GrainId);
        return call.Answered;
    }

    protected Task Send(VoidCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Engine.Send(call, GrainId);
        return call.IsOneWay && !call.Answered.IsFaulted ? Task.CompletedTask : call.Answered;
    }

    /// <summary>For methods that return nothing: the outcome is only logged.</summary>
    protected void Post(VoidCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Engine.Send(call, GrainId);
        if (call.Answered is { IsFaulted: true, Exception: { } failure })
        {
            EngineLog.OneWayFailed(Engine.Log, call.ToString(), failure.GetBaseException());
        }
    }
}
