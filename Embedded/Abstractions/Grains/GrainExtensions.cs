using Instagram.Embedded.Calls;
using Instagram.Embedded.Identity;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The identity of grains and references.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        Grain own => own.Activation.Id,
        GrainReference reference => reference.GrainId,
        _ => throw new ArgumentException($"{grain?.GetType().Name ?? "null"} is neither a grain nor a reference."),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().KeyText;

    public static long GetPrimaryKeyLong(this IAddressable grain) => GrainKeys.ToLong(grain.GetGrainId());

    public static Guid GetPrimaryKey(this IAddressable grain) => GrainKeys.ToGuid(grain.GetGrainId());

    /// <summary>
    /// The same grain as another contract; for an observer object, see
    /// <see cref="IGrainFactory.CreateObjectReference"/>.
    /// </summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
        where TGrainInterface : IAddressable => grain switch
    {
        Grain own => own.Activation.Engine.Factory.GetGrain<TGrainInterface>(own.Activation.Id),
        GrainReference reference => reference.Engine.Factory.GetGrain<TGrainInterface>(reference.GrainId),
        _ => throw new ArgumentException($"{grain?.GetType().Name ?? "null"} is neither a grain nor a reference."),
    };

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain)
        where TGrainInterface : IAddressable => grain.AsReference<TGrainInterface>();
}
