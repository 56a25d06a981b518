using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything that has an identity and can be called: a grain, a reference to one, an observer.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Base of every grain contract.</summary>
    public interface IGrain : IAddressable;

    public interface IGrainWithStringKey : IGrain;

    public interface IGrainWithIntegerKey : IGrain;

    public interface IGrainWithGuidKey : IGrain;

    /// <summary>Base of contracts to call back by <see cref="IGrainFactory.CreateObjectReference"/>.</summary>
    public interface IGrainObserver : IAddressable;
}
