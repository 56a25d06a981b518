using Microsoft.Extensions.Logging;

namespace Instagram.Embedded;

internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Information, "Dropped an observer whose notification failed")]
    internal static partial void ObserverDropped(ILogger log, Exception failure);
}
