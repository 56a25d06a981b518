using Dapper;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Places;

/// <summary>Places people tag, in the directory: the same name within 100 m is the same place.</summary>
public sealed class PlaceStore(ShardMap shards)
{
    private const double SameWithinMetres = 100;
    private const double MetresPerDegree = 111_195;

    /// <summary>The place of that name nearby, or a new one with <paramref name="newId"/>.</summary>
    public async Task<PlaceRow> FindOrCreate(string name, double lat, double lng, long newId, CancellationToken ct)
    {
        var key = name.Trim().ToLowerInvariant();
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(hashtextextended(@key, 17))",
            new { key }, transaction, cancellationToken: ct));
        var found = await connection.QueryFirstOrDefaultAsync<PlaceRow>(new CommandDefinition(
            """
            select id, name, lat, lng from places
            where name_key = @key and
                  sqrt(power(lat - @lat, 2) + power((lng - @lng) * cos(radians(@lat)), 2)) * @MetresPerDegree
                  <= @SameWithinMetres
            order by id limit 1
            """, new { key, lat, lng, MetresPerDegree, SameWithinMetres }, transaction, cancellationToken: ct));
        if (found is null)
        {
            found = new PlaceRow(newId, name.Trim(), lat, lng);
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into places (id, name, name_key, lat, lng) values (@Id, @Name, @key, @Lat, @Lng)",
                new { found.Id, found.Name, key, found.Lat, found.Lng }, transaction, cancellationToken: ct));
        }
        await transaction.CommitAsync(ct);
        return found;
    }
}
