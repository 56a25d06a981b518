namespace Instagram.Storage.Postgres;

/// <summary>The private server cannot run; the message is one sentence that tells the operator what to do.</summary>
public sealed class PrivatePostgresException(string message, Exception? inner = null) : Exception(message, inner);
