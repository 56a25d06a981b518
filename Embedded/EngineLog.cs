using Microsoft.Extensions.Logging;

namespace Instagram.Embedded;

internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Information, "Dropped an observer whose notification failed")]
    internal static partial void ObserverDropped(ILogger log, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "{Grain} could not be activated")]
    internal static partial void ActivationFailed(ILogger log, string grain, Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "{Grain} did not deactivate cleanly")]
    internal static partial void DeactivationFailed(ILogger log, string grain, Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "{Call}, whose caller doesn't wait, failed")]
    internal static partial void OneWayFailed(ILogger log, string call, Exception? failure);

    [LoggerMessage(5, LogLevel.Warning, "{Count} activations did not end within {Timeout}")]
    internal static partial void StopIncomplete(ILogger log, int count, TimeSpan timeout);

    [LoggerMessage(6, LogLevel.Warning, "A timer of {Grain} failed")]
    internal static partial void TimerFailed(ILogger log, string grain, Exception failure);

    [LoggerMessage(7, LogLevel.Warning, "Reminder {Name} of {Grain} failed; it comes again after its period")]
    internal static partial void ReminderFailed(ILogger log, string name, string grain, Exception failure);

    [LoggerMessage(8, LogLevel.Error, "The reminder table could not be read; it is tried again at the next poll")]
    internal static partial void ReminderTableFailed(ILogger log, Exception failure);

    [LoggerMessage(9, LogLevel.Warning, "Events of {Stream} could not be delivered to {Consumer}, attempt {Attempt}")]
    internal static partial void DeliveryFailed(
        ILogger log, string stream, string consumer, int attempt, Exception failure);

    [LoggerMessage(10, LogLevel.Error, "An event of {Stream} is given up for {Consumer} after {Attempts} attempts")]
    internal static partial void EventGivenUp(
        ILogger log, string stream, string consumer, int attempts, Exception failure);
}
