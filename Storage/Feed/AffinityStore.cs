using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Feed;

/// <summary>What a reader cares for, as the feed's grain writes it, on the reader's shard.</summary>
public sealed class AffinityStore(ShardMap shards)
{
    internal const string Select = "select data from affinities where reader_id = $1";

    /// <summary>Null when nothing was saved.</summary>
    public async Task<byte[]?> Find(long readerId, CancellationToken ct)
    {
        await using var command = shards.For(readerId).CreateCommand(Select);
        command.Parameters.AddWithValue(readerId);
        return (byte[]?)await command.ExecuteScalarAsync(ct);
    }

    public Task Save(long readerId, byte[] data, CancellationToken ct) => Execute(
        """
        insert into affinities (reader_id, data) values (@readerId, @data)
        on conflict (reader_id) do update set data = excluded.data
        """, readerId, data, ct);

    public Task Forget(long readerId, CancellationToken ct) =>
        Execute("delete from affinities where reader_id = @readerId", readerId, null, ct);

    private async Task Execute(string sql, long readerId, byte[]? data, CancellationToken ct)
    {
        await using var connection = await shards.For(readerId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { readerId, data }, cancellationToken: ct));
    }
}
