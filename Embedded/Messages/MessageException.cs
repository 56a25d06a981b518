using Orleans.Runtime;

namespace Instagram.Embedded.Messages;

/// <summary>An argument or result is no legal message; the text names the method, the type and the member.</summary>
public sealed class MessageException(string message, Exception? innerException = null)
    : OrleansException(message, innerException);
