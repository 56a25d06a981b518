namespace Instagram.Storage.Idempotency;

/// <summary>
/// The claim that stands for a key; <paramref name="Answer"/> is null until the first request was answered.
/// </summary>
public sealed record IdempotencyRow(byte[] BodyHash, long EntityId, string? Answer);
