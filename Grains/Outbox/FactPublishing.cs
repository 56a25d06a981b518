using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;

namespace Instagram.Grains.Outbox;

internal static partial class FactPublishing
{
    /// <summary>
    /// Publishes a fact that is in the outbox already. Failing is no failure of the caller's: the outbox will publish
    /// it again.
    /// </summary>
    public static async Task PublishFact<T>(this Grain grain, string stream, long key, T fact, ILogger logger)
    {
        try
        {
            var target = grain.GetStreamProvider(Streams.Provider).GetStream<T>(StreamId.Create(stream, key));
            await target.OnNextAsync(fact);
        }
        catch (Exception failure)
        {
            LogNotPublished(logger, stream, key, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A fact of stream {Stream}, key {Key}, was not published; the outbox will.")]
    private static partial void LogNotPublished(ILogger logger, string stream, long key, Exception failure);
}
