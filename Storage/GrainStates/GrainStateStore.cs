using Instagram.Storage.Shards;
using Npgsql;
using NpgsqlTypes;

namespace Instagram.Storage.GrainStates;

/// <summary>The persistent states of grains. A write wins only against the version that its writer has read.</summary>
public sealed class GrainStateStore(ShardMap shards)
{
    private const string Select =
        "select data, etag from grain_state where grain_type = $1 and grain_key = $2 and state_name = $3";

    private const string Insert = """
        insert into grain_state (grain_type, grain_key, state_name, data) values ($1, $2, $3, $4)
        on conflict do nothing
        returning etag
        """;

    private const string Update = """
        update grain_state set data = $4, etag = nextval('engine_etags'), updated_at = now()
        where grain_type = $1 and grain_key = $2 and state_name = $3 and etag = $5
        returning etag
        """;

    private const string Delete = """
        delete from grain_state where grain_type = $1 and grain_key = $2 and state_name = $3 and etag = $4
        """;

    /// <summary>Null when nothing was written, or it was cleared.</summary>
    public async Task<StoredState?> Read(
        string grainType, string grainKey, string stateName, CancellationToken cancellationToken = default)
    {
        await using var command = Command(Select, grainType, grainKey, stateName);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredState(reader.GetFieldValue<byte[]>(0), reader.GetInt64(1))
            : null;
    }

    /// <summary>The new etag, or null when the stored version is not the expected one.</summary>
    /// <param name="data">The whole state.</param>
    /// <param name="expectedEtag">The version that was read; null: there was none.</param>
    public async Task<long?> Write(
        string grainType,
        string grainKey,
        string stateName,
        ReadOnlyMemory<byte> data,
        long? expectedEtag,
        CancellationToken cancellationToken = default)
    {
        await using var command = Command(expectedEtag is null ? Insert : Update, grainType, grainKey, stateName);
        command.Parameters.Add(
            new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = data, NpgsqlDbType = NpgsqlDbType.Bytea });
        if (expectedEtag is { } etag)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = etag });
        }
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>False when the stored version is not the expected one; nothing is deleted then.</summary>
    public async Task<bool> Clear(
        string grainType,
        string grainKey,
        string stateName,
        long? expectedEtag,
        CancellationToken cancellationToken = default)
    {
        if (expectedEtag is { } etag)
        {
            await using var command = Command(Delete, grainType, grainKey, stateName);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = etag });
            if (await command.ExecuteNonQueryAsync(cancellationToken) == 1)
            {
                return true;
            }
        }
        // Cleared already, by a call whose answer was lost: that is what was asked for.
        return await Read(grainType, grainKey, stateName, cancellationToken) is null;
    }

    private NpgsqlCommand Command(string sql, string grainType, string grainKey, string stateName)
    {
        var command = shards.Directory.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainType });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainKey });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stateName });
        return command;
    }
}
