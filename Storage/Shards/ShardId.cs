namespace Instagram.Storage.Shards;

/// <summary>The logical shard that an id carries. The number of shards never changes: it is part of every id.</summary>
public static class ShardId
{
    public const int Count = 1 << Bits;

    internal const int Bits = 13;

    public static int Of(long id) => (int)(id >> SnowflakeIds.SequenceBits) & (Count - 1);
}
