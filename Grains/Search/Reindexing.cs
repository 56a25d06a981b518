using Instagram.Storage.Graph;
using Instagram.Storage.Search;
using Microsoft.Extensions.Logging;

namespace Instagram.Grains.Search;

/// <summary>
/// Makes the index again from the truth, subject by subject through the grains that also keep it, so that it may run
/// while people post and hide. Resumable: how far it has come is stored with every page.
/// </summary>
public sealed partial class Reindexing(
    ReindexStore store, ShunStore shuns, IGrainFactory grains, ILogger<Reindexing> logger)
{
    private const int PageSize = 200;
    private const int AtOnce = 64;
    private const int LogEach = 50;

    internal enum Step : short { Users, Posts, Blocks, StaleUsers, StalePosts, Counts }

    /// <summary>One that is under way goes on where it is.</summary>
    public Task Begin(CancellationToken ct) => store.Begin(ct);

    /// <summary>To the end of the rebuild that is under way, if one is.</summary>
    public async Task Run(CancellationToken ct)
    {
        var (pages, done) = (0, 0);
        while (await store.Load(ct) is { } at)
        {
            var page = await Next(at, ct);
            done += page.Count;
            if (page.Count > 0)
            {
                await store.Save(at with { After = page[^1] }, ct);
                if (++pages % LogEach == 0)
                {
                    LogProgress(logger, done, (Step)at.Step, at.Database);
                }
            }
            else if (IsPerDatabase((Step)at.Step) && at.Database + 1 < store.Databases)
            {
                await store.Save(at with { Database = at.Database + 1, After = 0 }, ct);
            }
            else if ((Step)at.Step < Step.Counts)
            {
                await store.Save(new ReindexPosition((short)(at.Step + 1), 0, 0), ct);
            }
            else
            {
                await Recount(ct);
                await store.End(ct);
                LogDone(logger, done);
            }
        }
    }

    private static bool IsPerDatabase(Step step) => step is Step.Users or Step.Posts or Step.Blocks;

    /// <summary>Does the next page of a step; its ids, none at the step's end.</summary>
    private async Task<IReadOnlyList<long>> Next(ReindexPosition at, CancellationToken ct)
    {
        switch ((Step)at.Step)
        {
            case Step.Users:
                var users = await store.Users(at.Database, at.After, PageSize, ct);
                await Refresh(users, IndexSubject.User, ct);
                return users;
            case Step.Posts:
                var posts = await store.PublishedPosts(at.Database, at.After, PageSize, ct);
                await Refresh(posts, IndexSubject.Post, ct);
                return posts;
            case Step.Blocks:
                var blockers = await store.Blockers(at.Database, at.After, PageSize, ct);
                await EachOf(blockers, blocker => Invert(blocker, ct), ct);
                return blockers;
            case Step.StaleUsers:
                var indexedUsers = await store.IndexedUsers(at.After, PageSize, ct);
                await Refresh(await store.NoUsers(indexedUsers, ct), IndexSubject.User, ct);
                return indexedUsers;
            case Step.StalePosts:
                var indexedPosts = await store.IndexedPosts(at.After, PageSize, ct);
                await Refresh(await store.NoPosts(indexedPosts, ct), IndexSubject.Post, ct);
                return indexedPosts;
            default:
                return [];
        }
    }

    private Task Refresh(IReadOnlyList<long> ids, IndexSubject subject, CancellationToken ct) =>
        EachOf(ids, id => grains.GetGrain<IIndexGrain>(id).Refresh(subject), ct);

    /// <summary>Some at once, the next as soon as one is done.</summary>
    private static async Task EachOf(IReadOnlyList<long> ids, Func<long, Task> act, CancellationToken ct)
    {
        var last = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Lane()));

        async Task Lane()
        {
            while (Interlocked.Increment(ref last) is var at && at < ids.Count)
            {
                ct.ThrowIfCancellationRequested();
                await act(ids[at]);
            }
        }
    }

    private async Task Invert(long blockerId, CancellationToken ct)
    {
        foreach (var blockedId in await shuns.LoadBlocked(blockerId, ct))
        {
            await shuns.AddInverse(blockerId, blockedId, ct);
        }
    }

    private async Task Recount(CancellationToken ct)
    {
        for (string? tag = ""; tag is not null;)
        {
            tag = await store.RecountHashtags(tag, PageSize, ct);
        }
        for (long? place = 0; place is not null;)
        {
            place = await store.RecountPlaces(place.Value, PageSize, ct);
        }
    }

    [LoggerMessage(
        LogLevel.Information, "Rebuilding the search index: {Done} done, now {Step} of database {Database}.")]
    private static partial void LogProgress(ILogger logger, int done, Step step, int database);

    [LoggerMessage(LogLevel.Information, "The search index is rebuilt: {Done} entries checked.")]
    private static partial void LogDone(ILogger logger, int done);
}
