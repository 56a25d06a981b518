using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Instagram.Grains.Outbox;

/// <summary>
/// Publishes facts whose rows have committed. Failing is no failure of the caller's: the outbox will publish them
/// again.
/// </summary>
internal static partial class FactPublishing
{
    public static Task Publish(this Grain grain, PendingFact fact, ILogger logger) =>
        Publish(grain.GetStreamProvider(Streams.Provider), fact, logger);

    /// <summary>For the services above the grains.</summary>
    public static Task Publish(this IClusterClient client, PendingFact fact, ILogger logger) =>
        Publish(client.GetStreamProvider(Streams.Provider), fact, logger);

    private static async Task Publish(IStreamProvider streams, PendingFact fact, ILogger logger)
    {
        try
        {
            await fact.Publish(streams);
        }
        catch (Exception failure)
        {
            LogNotPublished(logger, fact.Row.Topic, fact.Row.Key, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A fact of stream {Stream}, key {Key}, was not published; the outbox will.")]
    private static partial void LogNotPublished(ILogger logger, string stream, long key, Exception failure);
}
