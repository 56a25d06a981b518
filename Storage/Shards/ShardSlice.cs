using Npgsql;

namespace Instagram.Storage.Shards;

/// <summary>Those of some keys that live in one database: what one statement may name.</summary>
public readonly record struct ShardSlice(NpgsqlDataSource Database, long[] Keys);
