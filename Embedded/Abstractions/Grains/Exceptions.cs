namespace Orleans.Runtime;

/// <summary>The engine, not the grain, could not do what was asked.</summary>
public class OrleansException : Exception
{
    public OrleansException()
    {
    }

    public OrleansException(string message)
        : base(message)
    {
    }

    public OrleansException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A named bound of the engine is reached: a mailbox or a stream's queue is full.</summary>
public sealed class LimitExceededException(string message) : OrleansException(message);

/// <summary>The engine is stopping and takes no calls from outside.</summary>
public sealed class SiloUnavailableException(string message) : OrleansException(message);

/// <summary>A chain of calls would wait for itself; the message holds its path.</summary>
public sealed class DeadlockException(string message) : OrleansException(message);
