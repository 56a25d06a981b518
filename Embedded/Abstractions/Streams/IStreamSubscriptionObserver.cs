using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>Attaches an observer when the first event of a subscription reaches an activation.</summary>
public interface IStreamSubscriptionObserver
{
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}

public interface IStreamSubscriptionHandleFactory
{
    StreamId StreamId { get; }

    string ProviderName { get; }

    StreamSubscriptionHandle<T> Create<T>();
}
