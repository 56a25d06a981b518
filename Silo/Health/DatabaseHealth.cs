using Instagram.Storage.Shards;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Instagram.Silo.Health;

/// <summary>Ready while every database answers.</summary>
internal sealed class DatabaseHealth(ShardMap shards) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var database in shards.All)
            {
                await using var connection = await database.OpenConnectionAsync(cancellationToken);
            }
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("A database does not answer.", failure);
        }
    }
}
