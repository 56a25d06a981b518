using Microsoft.Extensions.Logging;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>Counts what a product logs as an error, and keeps the newest of it.</summary>
internal sealed class ErrorCount : ILoggerProvider, ILogger
{
    private string _newest = "";
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Volatile.Write(ref _newest, $"{formatter(state, exception)} {exception}");
            Interlocked.Increment(ref _count);
        }
    }

    public override string ToString() => Volatile.Read(ref _newest);

    public void Dispose()
    {
    }
}
