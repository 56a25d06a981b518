using Instagram.Storage;

namespace Instagram.ApiHost;

/// <summary>
/// Every logger of the host: a store that is out of reach makes one line of each thing that failed for it, without a
/// stack trace, which would say the same a thousand times and nothing of use. A defect keeps its trace.
/// </summary>
internal sealed class OutageLog(LoggerFactory loggers) : ILoggerFactory
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<LoggerFactory>();
        services.AddSingleton<ILoggerFactory, OutageLog>();
    }

    public ILogger CreateLogger(string categoryName) => new Terse(loggers.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    public void Dispose()
    {
        // The factory within is the container's own to dispose of.
    }

    private sealed class Terse(ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logger.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (exception is not null && Outage.Is(exception))
            {
                var why = Outage.Explain(exception);
                logger.Log(logLevel, eventId, state, null, (said, _) => $"{formatter(said, exception)} ({why})");
            }
            else
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
