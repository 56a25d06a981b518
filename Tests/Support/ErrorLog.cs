using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Instagram.Tests.Support;

/// <summary>Keeps the newest errors that a product logs, to be shown with the test that they spoil.</summary>
internal sealed class ErrorLog : ILoggerProvider, ILogger
{
    private const int Kept = 20;

    private readonly ConcurrentQueue<string> _errors = new();

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }
        _errors.Enqueue($"{formatter(state, exception)} {exception}");
        while (_errors.Count > Kept)
        {
            _errors.TryDequeue(out _);
        }
    }

    public override string ToString() => string.Join('\n', _errors);

    public void Dispose() => _errors.Clear();
}
