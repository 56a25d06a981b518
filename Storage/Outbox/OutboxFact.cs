namespace Instagram.Storage.Outbox;

/// <summary>
/// A fact that commits with the change that caused it. <paramref name="Key"/> is the key of the stream it goes to and
/// names its shard; <paramref name="DueAt"/> is when it is delivered again unless marked done before.
/// </summary>
public sealed record OutboxFact(long Id, string Topic, long Key, string Payload, DateTimeOffset DueAt);
