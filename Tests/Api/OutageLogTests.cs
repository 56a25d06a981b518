using Instagram.ApiHost;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Instagram.Tests.Api;

/// <summary>What the host says of failures.</summary>
public sealed class OutageLogTests
{
    [Fact]
    public void An_outage_is_one_line_and_a_defect_has_its_trace()
    {
        var said = new Lines();
        using var inner = new LoggerFactory([said]);
        using var log = new OutageLog(inner);
        var logger = log.CreateLogger("host");

        Fail(new NpgsqlException("Failed to connect\nto a server"));
        Fail(new InvalidOperationException("oops", new IOException("the disk is gone")));
        Fail(new InvalidOperationException("oops"));

        Assert.Equal(
            [
                "It failed. (NpgsqlException: Failed to connect)", "It failed. (IOException: the disk is gone)",
                "It failed. InvalidOperationException",
            ],
            said.Said);

        void Fail(Exception failure) =>
            logger.Log(LogLevel.Error, default, "It failed.", failure, (message, _) => message);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Said { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Said.Add($"{formatter(state, exception)} {exception?.GetType().Name}".TrimEnd());

        public void Dispose()
        {
        }
    }
}
