using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Instagram.Tests.Support;

/// <summary>Counts the errors that a product logs; the newest are shown with the test that they spoil.</summary>
internal sealed class ErrorLog : ILoggerProvider, ILogger
{
    private const int Kept = 20;

    private readonly ConcurrentQueue<string> _errors = new();
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
        if (!IsEnabled(logLevel))
        {
            return;
        }
        Interlocked.Increment(ref _count);
        _errors.Enqueue($"{formatter(state, exception)} {exception}");
        while (_errors.Count > Kept)
        {
            _errors.TryDequeue(out _);
        }
    }

    public override string ToString() => string.Join('\n', _errors);

    public void Dispose() => _errors.Clear();
}
