using Instagram.Grains.Inbox;
using Instagram.Grains.Outbox;
using Instagram.Grains.Users;
using Instagram.Storage.Graph;
using Instagram.Storage.Outbox;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Graph;

[ImplicitStreamSubscription(Streams.Opened)]
public sealed class AdmissionGrain(
    GraphStore graph, OutboxStore outbox, Facts facts, TimeProvider time, ILogger<AdmissionGrain> logger)
    : Grain, IAdmissionGrain, IStreamSubscriptionObserver, IAsyncObserver<AccountOpened>
{
    private const int PageSize = 100;
    private const int PagesAtOnce = 10;

    /// <summary>
    /// Each request is looked at once: that of an account that is closed meanwhile stays until the account is purged.
    /// </summary>
    private (long FactId, long Before) _goOn;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<AccountOpened>().ResumeAsync(this);

    /// <summary>A turn lets in so many and no more; the fact comes again at once for the rest.</summary>
    public async Task OnNextAsync(AccountOpened item, StreamSequenceToken? token = null)
    {
        var before = _goOn.FactId == item.FactId ? _goOn.Before : long.MaxValue;
        if (await Admit(before) is { } rest)
        {
            _goOn = (item.FactId, rest);
            await outbox.Postpone(item.FactId, time.GetUtcNow(), CancellationToken.None);
            return;
        }
        outbox.Done(item.FactId);
    }

    public Task AdmitMany() => Admit(long.MaxValue);

    /// <summary>Where to go on; null when nobody waits any more.</summary>
    private async Task<long?> Admit(long before)
    {
        var userId = this.GetPrimaryKeyLong();
        for (var pages = 0; pages < PagesAtOnce; pages++)
        {
            var page = await graph.ListRequests(userId, before, PageSize, CancellationToken.None);
            if (page.Count == 0)
            {
                return null;
            }
            before = page[^1].EdgeId;
            if ((await GrainFactory.GetGrain<IUserGrain>(userId).GetStanding(0)).IsPrivate)
            {
                return null;
            }
            foreach (var request in page)
            {
                if (await GrainFactory.GetGrain<IUserGrain>(request.UserId).Follow(userId, byRequest: true)
                    == FollowResult.TooMany)
                {
                    // Not let in, and no longer waiting either.
                    var told = facts.Notice(
                        NoticeKind.FollowRequest, userId, request.UserId, beside: userId, withdrawn: true);
                    if (await graph.RemoveRequest(userId, request.UserId, told.Rows(), CancellationToken.None))
                    {
                        await this.PublishAll(told, logger);
                    }
                }
            }
            await GrainFactory.GetGrain<IUserGrain>(userId).CountsChanged();
        }
        return before;
    }
}
