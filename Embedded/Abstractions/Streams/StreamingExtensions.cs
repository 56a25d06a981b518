using Instagram.Embedded.Streams;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans
{
    public static class GrainStreamingExtensions
    {
        public static IStreamProvider GetStreamProvider(this Grain grain, string name) =>
            grain.ServiceProvider.GetRequiredKeyedService<IStreamProvider>(name);
    }

    public static class ClientStreamingExtensions
    {
        public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
            client.ServiceProvider.GetRequiredKeyedService<IStreamProvider>(name);
    }
}

namespace Orleans.Streams
{
    public static class AsyncObservableExtensions
    {
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> stream, Func<T, StreamSequenceToken?, Task> onNextAsync,
            Func<Exception, Task>? onErrorAsync = null, Func<Task>? onCompletedAsync = null) =>
            stream.SubscribeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync));

        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> stream, Func<IList<SequentialItem<T>>, Task> onNextAsync,
            Func<Exception, Task>? onErrorAsync = null, Func<Task>? onCompletedAsync = null) =>
            stream.SubscribeAsync(new DelegateBatchObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync));
    }

    public static class StreamSubscriptionHandleExtensions
    {
        public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
            this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync,
            Func<Exception, Task>? onErrorAsync = null, Func<Task>? onCompletedAsync = null) =>
            handle.ResumeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync));

        public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
            this StreamSubscriptionHandle<T> handle, Func<IList<SequentialItem<T>>, Task> onNextAsync,
            Func<Exception, Task>? onErrorAsync = null, Func<Task>? onCompletedAsync = null) =>
            handle.ResumeAsync(new DelegateBatchObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync));
    }
}
