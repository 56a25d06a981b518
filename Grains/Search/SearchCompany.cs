using Instagram.Storage.Graph;

namespace Instagram.Grains.Search;

/// <summary>
/// Whom a viewer's search puts first, and whom it leaves out: who blocks or is blocked by the viewer, as the store has
/// it at this moment.
/// </summary>
public sealed class SearchCompany(GraphStore graph, ShunStore shuns)
{
    public Task<long[]> Followed(long viewerId, CancellationToken ct) => graph.LoadFollowing(viewerId, ct);

    public async Task<long[]> Shunned(long viewerId, CancellationToken ct)
    {
        var blocked = await shuns.LoadBlocked(viewerId, ct);
        return [.. blocked.Union(await shuns.LoadBlockers(viewerId, ct))];
    }
}
