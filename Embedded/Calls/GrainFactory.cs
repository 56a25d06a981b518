using Instagram.Embedded.Identity;
using Orleans;
using Orleans.Runtime;

namespace Instagram.Embedded.Calls;

/// <summary>Makes references; the client of the host as well as the factory of its grains.</summary>
internal sealed class GrainFactory(Engine engine) : IClusterClient
{
    public IServiceProvider ServiceProvider => engine.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        return Reference<TGrainInterface>(primaryKey, grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Reference<TGrainInterface>(GrainKeys.Of(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        Reference<TGrainInterface>(GrainKeys.Of(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)ProxyRegistry.Create(typeof(TGrainInterface), engine, grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => engine.Observers.Add<TGrainObserverInterface>(obj);

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => engine.Observers.Remove(obj);

    private TGrainInterface Reference<TGrainInterface>(string key, string? prefix)
    {
        var grainClass = engine.ClassOf(typeof(TGrainInterface), prefix);
        return (TGrainInterface)(object)ProxyRegistry.Create(
            typeof(TGrainInterface), engine, GrainId.Create(grainClass.TypeName, key));
    }
}
