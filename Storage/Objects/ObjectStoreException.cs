namespace Instagram.Storage.Objects;

/// <summary>
/// The object store does not answer, or refuses this server: nothing is wrong with what was asked of it. The message is
/// one sentence for who runs the server.
/// </summary>
public sealed class ObjectStoreException(string message, Exception? inner = null) : IOException(message, inner);
